package io.siyu.people.relation.handover;

import io.siyu.foundation.scope.Operator;
import io.siyu.people.staff.StaffMember;
import io.siyu.shared.DomainException;
import io.siyu.shared.StaffId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The plan to give customers of one employee to others: written as a draft, started, stopped and gone on with. */
@Entity
@Table(name = "relation_handover")
class Handover {

    enum State {
        DRAFT,
        RUNNING,
        STOPPED,
        DONE
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "relation_handover_seq")
    @SequenceGenerator(name = "relation_handover_seq", sequenceName = "relation_handover_seq", allocationSize = 50)
    private Long id;

    @Version
    private int version;

    @Column
    private long fromStaffId;

    @Column
    private boolean resigned;

    @Column
    @Enumerated(EnumType.STRING)
    private State state;

    @Column
    private String message;

    @Column
    private @Nullable Instant notBefore;

    @Column
    private @Nullable Long secondOf;

    @Column
    private long createdBy;

    @Column
    private String createdByName;

    @Column
    private Instant createdAt;

    @Column
    private @Nullable Instant startedAt;

    protected Handover() {}

    static Handover draft(StaffMember from, Operator who, Instant now) {
        Handover handover = new Handover();
        handover.fromStaffId = from.id().value();
        handover.resigned = !from.active();
        handover.state = State.DRAFT;
        handover.message = "";
        handover.createdBy = who.userId();
        handover.createdByName = who.name();
        handover.createdAt = now;
        return handover;
    }

    /** Once more for those with whom it did not work out, and not before some days have passed. */
    Handover secondTry(StaffMember from, Operator who, Instant now, Instant start) {
        Handover again = draft(from, who, now);
        again.message = message;
        again.secondOf = id;
        again.notBefore = start;
        return again;
    }

    void write(String words) {
        requireDraft();
        message = words.strip();
    }

    void start(Instant now) {
        requireDraft();
        state = State.RUNNING;
        startedAt = now;
    }

    /** Nothing more is asked for; what was asked for already is waited for. */
    void stop() {
        if (state != State.RUNNING) {
            throw DomainException.conflict("handover.not_running");
        }
        state = State.STOPPED;
    }

    void resume() {
        if (state != State.STOPPED) {
            throw DomainException.conflict("handover.not_stopped");
        }
        state = State.RUNNING;
    }

    /** Something of it is to be tried again. */
    void goOn() {
        if (state == State.DONE) {
            state = State.RUNNING;
        }
    }

    void requireDraft() {
        if (state != State.DRAFT) {
            throw DomainException.conflict("handover.started_already");
        }
    }

    long id() {
        return id;
    }

    StaffId from() {
        return new StaffId(fromStaffId);
    }

    boolean resigned() {
        return resigned;
    }

    State state() {
        return state;
    }

    /** When the first call may be made. */
    Instant earliest(Instant now) {
        return notBefore != null && notBefore.isAfter(now) ? notBefore : now;
    }
}
