package io.siyu.sandbox.phone;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.delivery.Deliveries;
import io.siyu.sandbox.wire.AccessTokens;
import io.siyu.sandbox.wire.Fault;
import io.siyu.sandbox.wire.Faults;
import io.siyu.shared.DomainException;
import io.siyu.shared.Slice;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The weather between product and platforms: what goes wrong on purpose, and what was sent and how it was received. */
@RestController
@InSandbox
@RequestMapping("/sandbox/api/admin")
class WeatherController {

    record FaultForm(
            @NotBlank @Size(max = 200) String path,
            @Nullable @Size(min = 1, max = 200) String about,
            @NotNull Fault.Kind kind,

            @Nullable @Pattern(regexp = "-?\\d{1,9}|[A-Z_]{1,40}")
            String code,

            @Nullable @Min(400) @Max(599) Integer status,
            @Nullable @Min(0) @Max(60_000) Long millis,
            @Min(1) @Max(100_000) int times) {}

    record Revocation(
            @NotBlank @Pattern(regexp = "work|mini|mini-stable")
            String app) {}

    private static final int MOST_TOLD = 50;

    private final Faults faults;
    private final Deliveries deliveries;
    private final AccessTokens tokens;

    WeatherController(Faults faults, Deliveries deliveries, AccessTokens tokens) {
        this.faults = faults;
        this.deliveries = deliveries;
        this.tokens = tokens;
    }

    /** @param used whether those that are used up are told too */
    @GetMapping("/faults")
    Slice<Fault> faults(@RequestParam(defaultValue = "false") boolean used) {
        return new Slice<>(used ? faults.latest(MOST_TOLD) : faults.active(), null);
    }

    @DeleteMapping("/faults")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void clear() {
        faults.clear();
    }

    @PostMapping("/faults")
    @ResponseStatus(HttpStatus.CREATED)
    Fault switchOn(@Valid @RequestBody FaultForm form) {
        return faults.switchOn(
                form.path(), form.about(), form.kind(), form.code(), form.status(), form.millis(), form.times());
    }

    @GetMapping("/faults/{id}")
    Fault fault(@PathVariable long id) {
        return faults.find(id).orElseThrow(() -> DomainException.notFound("sandbox.fault_unknown", id));
    }

    @DeleteMapping("/faults/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void switchOff(@PathVariable long id) {
        faults.switchOff(id);
    }

    @GetMapping("/deliveries")
    Slice<Deliveries.Delivery> deliveries(
            @RequestParam(defaultValue = Long.MAX_VALUE + "") long after, @RequestParam(defaultValue = "50") int size) {
        int limit = Math.clamp(size, 1, 200);
        List<Deliveries.Delivery> rows = deliveries.latest(after, limit + 1);
        return Slice.of(rows, limit, delivery -> Long.toString(delivery.id()));
    }

    @PostMapping("/deliveries/{id}/again")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void again(@PathVariable long id) {
        if (!deliveries.again(id)) {
            throw DomainException.notFound("sandbox.delivery_unknown", id);
        }
    }

    /** The platform ends an app's tokens before their time. */
    @PostMapping("/tokens/revoke")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@Valid @RequestBody Revocation revocation) {
        tokens.revoke(revocation.app());
    }
}
