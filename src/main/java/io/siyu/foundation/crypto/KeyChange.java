package io.siyu.foundation.crypto;

import io.siyu.foundation.alert.Alert;
import io.siyu.foundation.alert.Alerts;
import io.siyu.foundation.crypto.ResealingProgress.Standing;
import io.siyu.foundation.job.PolledWork;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/** Carries every column of cipher texts to the newest master key, and shows as alerts how far it is and what it cannot read. */
@Component
class KeyChange implements PolledWork, InitializingBean {

    private static final String UNDER_WAY = "crypto.resealing";
    private static final String UNREADABLE = "crypto.unreadable";

    private final List<Encrypted> columns;
    private final Resealing resealing;
    private final ResealingProgress progress;
    private final Vault vault;
    private final Alerts alerts;

    KeyChange(List<Encrypted> columns, Resealing resealing, ResealingProgress progress, Vault vault, Alerts alerts) {
        this.columns = List.copyOf(columns);
        this.resealing = resealing;
        this.progress = progress;
        this.vault = vault;
        this.alerts = alerts;
    }

    @Override
    public void afterPropertiesSet() {
        if (vault.changingKeys()) {
            progress.beginAnew();
        }
    }

    @Override
    public String name() {
        return "crypto.key-change";
    }

    @Override
    public boolean workOnce() {
        boolean found = false;
        for (Encrypted encrypted : columns) {
            Optional<Standing> standing = resealing.step(encrypted.column());
            standing.ifPresent(now -> tell(encrypted.column(), now));
            found |= standing.isPresent();
        }
        return found;
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(30);
    }

    private void tell(Encrypted.Column column, Standing standing) {
        String subject = column.table() + "." + column.name();
        if (standing.done()) {
            alerts.resolve(UNDER_WAY, subject);
        } else if (vault.changingKeys()) {
            alerts.raise(Alert.todo(UNDER_WAY, subject, null, subject, standing.changed()));
        }
        if (standing.done() && standing.unreadable() > 0) {
            alerts.raise(Alert.fault(UNREADABLE, subject, null, subject, standing.unreadable()));
        } else if (standing.done()) {
            alerts.resolve(UNREADABLE, subject);
        }
    }
}
