package io.siyu.people.customer;

import io.siyu.gateway.wechat.Login;
import io.siyu.gateway.wechat.MiniProgram;
import io.siyu.shared.CustomerId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A shopper signs in with what WeChat gives the mini-program, and may tell their phone number. */
@RestController
@RequestMapping("/api/mall")
class ShopperController {

    private static final String SCHEME = "Bearer ";

    private final MiniProgram miniProgram;
    private final ShopperAccess access;
    private final CustomerDirectory customers;

    ShopperController(MiniProgram miniProgram, ShopperAccess access, CustomerDirectory customers) {
        this.miniProgram = miniProgram;
        this.access = access;
        this.customers = customers;
    }

    record Code(@NotBlank @Size(max = 200) String code) {}

    record SignedIn(
            String token,
            long customerId,
            String name,
            @Nullable String avatar,
            @Nullable String maskedPhone) {}

    record Me(
            long customerId,
            String name,
            @Nullable String avatar,
            @Nullable String maskedPhone) {}

    @PostMapping("/sign-in")
    SignedIn signIn(@RequestBody @Valid Code code) {
        Login login = miniProgram.login(code.code());
        ShopperAccess.Grant grant = access.signIn(miniProgram.appId(), login.openId(), login.unionId());
        CustomerCard card = customers.card(grant.customer());
        return new SignedIn(grant.token(), card.id().value(), card.name(), card.avatar(), card.maskedPhone());
    }

    @PostMapping("/sign-out")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(@RequestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
        access.signOut(authorization.substring(SCHEME.length()).strip());
    }

    @GetMapping("/me")
    Me me(Shopper shopper) {
        return me(shopper.customer());
    }

    /** Takes the code of WeChat's own button, so the number is one that WeChat verified, and may make two people one. */
    @PostMapping("/phone")
    Me phone(Shopper shopper, @RequestBody @Valid Code code) {
        String phone = miniProgram.phone(code.code());
        return me(access.tellPhone(shopper, phone));
    }

    private Me me(CustomerId customer) {
        CustomerCard card = customers.card(customer);
        return new Me(card.id().value(), card.name(), card.avatar(), card.maskedPhone());
    }
}
