package io.siyu.gateway.wecom.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.gateway.wecom.Callback;
import io.siyu.gateway.wecom.Greeting;
import io.siyu.gateway.wecom.InboxStep;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.gateway.wecom.WelcomeAttempt;
import io.siyu.gateway.wecom.WelcomeResult;
import io.siyu.gateway.wecom.WelcomeStep;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Steps that do what a test tells them, for events of tests only; each effect is a row written in the step's transaction. */
@TestConfiguration(proxyBeanMethods = false)
class Script {

    static final String EVENT = "test_event";

    /** Where a worker can be when its process is killed. */
    enum Moment {
        BEFORE_THE_FIRST_STEP,
        BETWEEN_THE_STEPS,
        IN_THE_STEP,
        AFTER_THE_LAST_STEP
    }

    /** A process that is killed tells nobody: no failure is written down, and the lease stays. */
    static final class Death extends Error {
        Death(Moment moment) {
            super("killed " + moment);
        }
    }

    /** What is to go wrong, by the customer it is about. */
    static class Mishaps {
        final Map<String, Integer> failuresLeft = new ConcurrentHashMap<>();
        /** By moment and customer. */
        final Map<String, Integer> deathsLeft = new ConcurrentHashMap<>();

        final List<String> order = new CopyOnWriteArrayList<>();
        final Map<String, WelcomeAttempt> welcomed = new ConcurrentHashMap<>();

        boolean fails(String key) {
            return failuresLeft.merge(key, -1, Integer::sum) >= 0;
        }

        void perhapsDie(Moment moment, Callback callback) {
            if (dies(moment, callback)) {
                throw new Death(moment);
            }
        }

        boolean dies(Moment moment, Callback callback) {
            String key = moment + " " + callback.externalUserId() + " " + callback.field("Number");
            return deathsLeft.merge(key, -1, Integer::sum) >= 0;
        }
    }

    @Bean
    Mishaps mishaps() {
        return new Mishaps();
    }

    @Bean
    InboxStep first(JdbcClient jdbc, Mishaps mishaps) {
        return new Told("test.first", 901, jdbc, mishaps);
    }

    @Bean
    InboxStep second(JdbcClient jdbc, Mishaps mishaps) {
        return new Told("test.second", 902, jdbc, mishaps);
    }

    @Bean
    WelcomeStep welcome(Mishaps mishaps, Clock clock) {
        return new WelcomeStep() {
            @Override
            public boolean wants(Callback callback) {
                return callback.event().equals(EVENT) && callback.welcomeCode() != null;
            }

            @Override
            public Greeting welcome(Callback callback, WelcomeAttempt attempt) {
                if (mishaps.fails("welcome " + callback.externalUserId())) {
                    throw new WeComException(-1, "busy", WeComException.Kind.BUSY);
                }
                mishaps.welcomed.put(String.valueOf(callback.externalUserId()), attempt);
                return new Greeting(WelcomeResult.SENT, () -> {
                    if (mishaps.fails("record " + callback.externalUserId())) {
                        throw new QueryTimeoutException("told to fail");
                    }
                });
            }
        };
    }

    private record Kept(List<String> order, String line) implements TransactionSynchronization {
        @Override
        public void afterCommit() {
            order.add(line);
        }
    }

    private static final class DeadAfterCommit implements TransactionSynchronization {
        @Override
        public void afterCommit() {
            throw new Death(Moment.AFTER_THE_LAST_STEP);
        }
    }

    private record Told(String name, int rank, JdbcClient jdbc, Mishaps mishaps) implements InboxStep {

        @Override
        public boolean wants(Callback callback) {
            return callback.event().equals(EVENT);
        }

        @Override
        public Runnable prepare(Callback callback) {
            assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                    .isFalse();
            boolean last = name.equals("test.second");
            mishaps.perhapsDie(last ? Moment.BETWEEN_THE_STEPS : Moment.BEFORE_THE_FIRST_STEP, callback);
            return () -> {
                TransactionSynchronizationManager.registerSynchronization(new Kept(
                        mishaps.order, callback.externalUserId() + " " + callback.field("Number") + " " + name));
                if (last && mishaps.dies(Moment.AFTER_THE_LAST_STEP, callback)) {
                    TransactionSynchronizationManager.registerSynchronization(new DeadAfterCommit());
                }
                assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                        .isTrue();
                jdbc.sql(
                                "insert into audit_entry (at, user_name, action, kind, object_id) values (:at, 'test', :action, 'test', :id)")
                        .param("at", callback.receivedAt().atOffset(ZoneOffset.UTC))
                        .param("action", name)
                        .param("id", Long.toString(callback.id()))
                        .update();
                mishaps.perhapsDie(Moment.IN_THE_STEP, callback);
                if (mishaps.fails(name + " " + callback.externalUserId())) {
                    throw new IllegalStateException("told to fail");
                }
            };
        }
    }
}
