package io.siyu.reach.channel.welcome;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.scope.RequiresPermission;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
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
    private final Audit audit;
    private final TransactionTemplate transaction;

    DefaultWelcomeController(WelcomeWords words, Audit audit, TransactionTemplate transaction) {
        this.words = words;
        this.audit = audit;
        this.transaction = transaction;
    }

    record WelcomeBody(@NotBlank @Size(max = 1200) String text) {}

    @GetMapping
    @RequiresPermission("channel.read")
    WelcomeBody get() {
        return new WelcomeBody(words.brandDefault());
    }

    @PutMapping
    @RequiresPermission("channel.write")
    WelcomeBody put(@Valid @RequestBody WelcomeBody body) {
        transaction.executeWithoutResult(status -> {
            audit.record("channel.welcome.change", "welcome", "default", get(), body);
            words.changeBrandDefault(body.text());
        });
        return body;
    }
}
