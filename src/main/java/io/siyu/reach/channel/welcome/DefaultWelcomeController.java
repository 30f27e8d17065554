package io.siyu.reach.channel.welcome;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.reach.channel.WelcomePlan;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What greets friends who came without a live code. */
@RestController
@RequestMapping("/api/admin/default-welcome")
class DefaultWelcomeController {

    private final WelcomeWords words;
    private final WelcomeChecks checks;
    private final Audit audit;
    private final TransactionTemplate transaction;

    DefaultWelcomeController(WelcomeWords words, WelcomeChecks checks, Audit audit, TransactionTemplate transaction) {
        this.words = words;
        this.checks = checks;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** @param welcome absent: the text alone, at every hour */
    record WelcomeBody(
            @NotBlank @Size(max = 1200) String text,
            @Nullable @Valid WelcomePlan welcome) {}

    @GetMapping
    @RequiresPermission("channel.read")
    WelcomeBody get() {
        WelcomeWords.Default usual = words.brandDefault();
        return new WelcomeBody(usual.text(), usual.welcome());
    }

    @PutMapping
    @RequiresPermission("channel.write")
    WelcomeBody put(@Valid @RequestBody WelcomeBody body) {
        WelcomePlan plan = body.welcome() == null ? WelcomePlan.NONE : body.welcome();
        checks.checkDefault(body.text(), plan, "welcome");
        transaction.executeWithoutResult(status -> {
            audit.record("channel.welcome.change", "welcome", "default", get(), body);
            words.changeBrandDefault(new WelcomeWords.Default(body.text(), plan));
        });
        return get();
    }
}
