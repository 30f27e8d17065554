package io.siyu.reach.channel.live;

import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.reach.channel.LiveDraft;
import io.siyu.reach.channel.LiveDraft.Platform;
import io.siyu.reach.channel.LiveSessions;
import io.siyu.reach.channel.code.QrPng;
import io.siyu.reach.channel.live.GuestViews.GuestRow;
import io.siyu.reach.channel.live.GuestViews.How;
import io.siyu.reach.channel.live.GuestViews.Telling;
import io.siyu.reach.channel.live.LiveViews.SessionDetail;
import io.siyu.reach.channel.live.LiveViews.SessionRow;
import io.siyu.shared.Slice;
import io.siyu.shared.StaffId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Live sessions in the console. */
@RestController
@RequestMapping("/api/admin/live-sessions")
class LiveSessionController {

    private static final int REMIND_MINUTES = 30;
    private static final int ORDER_HOURS = 24;

    private final LiveSessions sessions;
    private final LiveRows rows;
    private final LiveViews views;
    private final GuestViews guests;
    private final CurrentOperator operator;

    LiveSessionController(
            LiveSessions sessions, LiveRows rows, LiveViews views, GuestViews guests, CurrentOperator operator) {
        this.sessions = sessions;
        this.rows = rows;
        this.views = views;
        this.guests = guests;
        this.operator = operator;
    }

    /**
     * @param remindMinutes absent: 30
     * @param orderHours absent: 24
     * @param guides who stand behind the code that is made for it; without a meaning once it is made
     * @param codeId instead of them, a live code that is there
     */
    record SessionBody(
            @NotNull String title,
            @NotNull Platform platform,
            @NotNull Instant startsAt,
            @NotNull Instant endsAt,
            @Nullable String roomUrl,
            @Nullable String intro,
            @Nullable Integer remindMinutes,
            @NotNull String reminder,
            @Nullable Integer orderHours,
            @Nullable @Size(max = 1000) List<@NotNull Long> guides,
            @Nullable Long codeId) {

        LiveDraft draft() {
            return new LiveDraft(
                    title.strip(),
                    platform,
                    startsAt,
                    endsAt,
                    roomUrl == null || roomUrl.isBlank() ? null : roomUrl.strip(),
                    intro == null ? "" : intro.strip(),
                    Objects.requireNonNullElse(remindMinutes, REMIND_MINUTES),
                    reminder.strip(),
                    Objects.requireNonNullElse(orderHours, ORDER_HOURS));
        }
    }

    /** @param words for those who reserved; absent: nobody is told */
    record CancelBody(@Nullable String words) {}

    @GetMapping
    @RequiresPermission("channel.read")
    Slice<SessionRow> list(
            @RequestParam(required = false) @Nullable LiveState state,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "20") int size) {
        return views.page(new LiveViews.Filter(state, q), after, Math.clamp(size, 1, 100));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresPermission("channel.write")
    SessionDetail create(@Valid @RequestBody SessionBody body, Locale locale) {
        Long code = body.codeId();
        List<StaffId> guides = body.guides() == null
                ? List.of()
                : body.guides().stream().map(StaffId::new).toList();
        long id = code == null ? sessions.create(body.draft(), guides) : sessions.create(body.draft(), code);
        return views.detail(id, locale);
    }

    @GetMapping("/{id}")
    @RequiresPermission("channel.read")
    SessionDetail detail(@PathVariable long id, Locale locale) {
        return views.detail(id, locale);
    }

    @PutMapping("/{id}")
    @RequiresPermission("channel.write")
    SessionDetail edit(@PathVariable long id, @Valid @RequestBody SessionBody body, Locale locale) {
        sessions.edit(id, body.draft());
        return views.detail(id, locale);
    }

    @PostMapping("/{id}/end")
    @RequiresPermission("channel.write")
    SessionDetail end(@PathVariable long id, Locale locale) {
        sessions.end(id);
        return views.detail(id, locale);
    }

    @PostMapping("/{id}/cancel")
    @RequiresPermission("channel.write")
    SessionDetail cancel(@PathVariable long id, @RequestBody CancelBody body, Locale locale) {
        sessions.cancel(id, body.words());
        return views.detail(id, locale);
    }

    @GetMapping("/{id}/guests")
    @RequiresPermission("customer.read")
    Slice<GuestRow> guests(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable How how,
            @RequestParam(required = false) @Nullable Telling telling,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "20") int size,
            Locale locale) {
        rows.require(id);
        return guests.page(
                new GuestViews.Filter(id, how, telling), operator.scope(), after, Math.clamp(size, 1, 100), locale);
    }

    @GetMapping(path = "/{id}/qr.png", produces = MediaType.IMAGE_PNG_VALUE)
    @RequiresPermission("channel.read")
    ResponseEntity<byte[]> picture(@PathVariable long id, @RequestParam(defaultValue = "480") int size) {
        byte[] png = QrPng.of(sessions.urlOf(id), Math.clamp(size, 120, 2000));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
                .contentType(MediaType.IMAGE_PNG)
                .body(png);
    }
}
