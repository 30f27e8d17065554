package io.siyu.reach.channel.welcome;

import io.siyu.gateway.wecom.Callback;
import io.siyu.gateway.wecom.ExternalContact;
import io.siyu.gateway.wecom.Greeting;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.gateway.wecom.Welcome;
import io.siyu.gateway.wecom.WelcomeAttempt;
import io.siyu.gateway.wecom.WelcomeResult;
import io.siyu.gateway.wecom.WelcomeStep;
import io.siyu.gateway.wecom.Welcomes;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.reach.channel.landing.Leases;
import io.siyu.reach.channel.welcome.WelcomeComposer.Composed;
import io.siyu.reach.outreach.WelcomeOutcome.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Greets a new friend while the welcome code lives: who they are is asked for two seconds at most, everything else is at hand. */
@Component
class WelcomeSender implements WelcomeStep {

    private static final Logger log = LoggerFactory.getLogger(WelcomeSender.class);
    private static final Duration NAME_AT_MOST = Duration.ofSeconds(2);
    /** The welcome code is too old; used already, or the chat has begun. */
    private static final int EXPIRED = 41050;

    private static final int USED = 41051;

    private static final Sent TAKEN = new Sent(State.SKIPPED, Swallowed.USED);

    /** The platform says the same of a welcome of ours and of whatever else began the chat. */
    private static final Sent TAKEN_BY_SOMEBODY =
            new Sent(State.UNKNOWN, "发送时没有得到答复，再发时企业微信说欢迎语已经发过或已经开始聊天：可能是这一条，也可能是管理后台的欢迎语，不能确认");

    private static final Sent ARRIVED = new Sent(State.SENT, "新好友欢迎语（第一次的答复丢失，已确认发出）");

    private final Leases leases;
    private final CodeRows codes;
    private final StaffDirectory staff;
    private final Welcomes welcomes;
    private final WelcomeComposer composer;
    private final Swallowed swallowed;
    private final WelcomeLog record;
    private final Clock clock;
    /** What became of greetings whose record failed, by callback: the next attempt writes it down and sends nothing. */
    private final Map<Long, Sent> unrecorded = new ConcurrentHashMap<>();

    WelcomeSender(
            Leases leases,
            CodeRows codes,
            StaffDirectory staff,
            Welcomes welcomes,
            WelcomeComposer composer,
            Swallowed swallowed,
            WelcomeLog record,
            Clock clock) {
        this.leases = leases;
        this.codes = codes;
        this.staff = staff;
        this.welcomes = welcomes;
        this.composer = composer;
        this.swallowed = swallowed;
        this.record = record;
        this.clock = clock;
    }

    /** How sending went. */
    record Sent(State state, String reason) {

        WelcomeResult result() {
            return switch (state) {
                case SENT -> WelcomeResult.SENT;
                case UNKNOWN -> WelcomeResult.UNKNOWN;
                case SKIPPED, LATE, FAILED -> WelcomeResult.NOT_SENT;
            };
        }
    }

    @Override
    public boolean wants(Callback callback) {
        return callback.welcomeCode() != null
                && callback.externalUserId() != null
                && callback.staffUserId() != null
                && callback.changeType().startsWith("add_");
    }

    @Override
    public Greeting welcome(Callback callback, WelcomeAttempt attempt) {
        String welcomeCode = callback.welcomeCode();
        String externalUserId = callback.externalUserId();
        String userId = callback.staffUserId();
        if (welcomeCode == null || externalUserId == null || userId == null) {
            return Greeting.of(WelcomeResult.NOT_SENT);
        }
        Optional<StaffMember> guide = staff.byUserId(userId);
        Optional<LiveCode> code =
                Optional.ofNullable(callback.state()).flatMap(leases::codeOf).flatMap(codes::find);
        Composed said = composer.compose(callback, code, guide, () -> nameOf(callback, attempt.deadline()));
        Optional<Sent> sent =
                Optional.ofNullable(unrecorded.get(callback.id())).or(() -> send(welcomeCode, said.welcome(), attempt));
        Instant sentAt = clock.instant();
        return sent.map(one -> new Greeting(
                        one.result(),
                        () -> keeping(callback.id(), one, () -> {
                            record.write(callback, externalUserId, guide, code, said, one, sentAt);
                            guide.ifPresent(member -> watch(member, one));
                        })))
                .orElse(Greeting.of(WelcomeResult.UNKNOWN));
    }

    /** What is known now would be guessed later: that a code is used says nothing of who used it. */
    private void keeping(long callback, Sent sent, Runnable writing) {
        unrecorded.put(callback, sent);
        writing.run();
        unrecorded.remove(callback);
    }

    private void watch(StaffMember guide, Sent sent) {
        if (sent.equals(TAKEN)) {
            swallowed.again(guide.id(), clock.instant());
        } else if (sent.state() == State.SENT) {
            swallowed.over(guide.id());
        }
    }

    private Optional<String> nameOf(Callback callback, Instant deadline) {
        Duration left = Duration.between(clock.instant(), deadline.minusSeconds(3));
        Duration atMost = left.compareTo(NAME_AT_MOST) < 0 ? left : NAME_AT_MOST;
        if (atMost.isNegative() || atMost.isZero()) {
            return Optional.empty();
        }
        try {
            return callback.contact(atMost).map(ExternalContact::name);
        } catch (WeComException e) {
            log.info("A new friend is greeted without their name: {} {}", e.kind(), e.code());
            return Optional.empty();
        }
    }

    /** @return empty when another attempt has taken over */
    private Optional<Sent> send(String welcomeCode, Welcome welcome, WelcomeAttempt attempt) {
        if (isOver(attempt) && !attempt.maybeSent()) {
            return Optional.of(new Sent(State.LATE, "欢迎码已过 20 秒，没有发出"));
        }
        if (!attempt.sending()) {
            return Optional.empty();
        }
        try {
            welcomes.send(welcomeCode, welcome);
            return Optional.of(new Sent(State.SENT, "新好友欢迎语"));
        } catch (WeComException e) {
            return Optional.of(notAccepted(e, attempt));
        }
    }

    /** While the code lives, everything but a definite no is tried again: it works once, so nobody is greeted twice. */
    private Sent notAccepted(WeComException e, WelcomeAttempt attempt) {
        if (e.kind() == WeComException.Kind.REFUSED) {
            return refused(e, attempt);
        }
        if (!isOver(attempt)) {
            throw e;
        }
        return attempt.maybeSent() || e.kind() == WeComException.Kind.UNKNOWN
                ? new Sent(State.UNKNOWN, "企业微信没有在 20 秒内答复，不能确认是否发出")
                : new Sent(State.FAILED, "企业微信一直没有正常答复，错误码 " + e.code());
    }

    private Sent refused(WeComException e, WelcomeAttempt attempt) {
        return switch (e.code()) {
            case EXPIRED -> expired(attempt);
            case USED -> attempt.maybeSent() ? TAKEN_BY_SOMEBODY : TAKEN;
            default -> new Sent(State.FAILED, "企业微信拒绝了，错误码 " + e.code());
        };
    }

    /** Before its time only a used code is invalid; afterwards every code is, and tells nothing. */
    private Sent expired(WelcomeAttempt attempt) {
        if (!attempt.maybeSent()) {
            return new Sent(State.LATE, "欢迎码已过期");
        }
        boolean mayHaveDied = !clock.instant().isBefore(attempt.certainUntil());
        return mayHaveDied ? new Sent(State.UNKNOWN, "发送时没有得到答复，欢迎码已过期，不能确认是否发出") : ARRIVED;
    }

    private boolean isOver(WelcomeAttempt attempt) {
        return !clock.instant().isBefore(attempt.deadline());
    }
}
