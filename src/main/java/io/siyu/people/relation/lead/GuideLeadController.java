package io.siyu.people.relation.lead;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Operator;
import io.siyu.people.relation.LeadLetters;
import io.siyu.people.relation.lead.GuideLeadPage.Listed;
import io.siyu.people.relation.lead.GuideLeadPage.Said;
import io.siyu.people.relation.lead.LeadDesk.Attempt;
import io.siyu.people.relation.lead.LeadDesk.Outcome;
import io.siyu.people.staff.LeadsAddress;
import io.siyu.people.staff.StaffMember;
import io.siyu.shared.BrandZone;
import io.siyu.shared.DomainException;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The leads of one guide, on their phone: whom to call, and what came of it. Plain forms behind the guide's own random address. */
@Hidden
@RestController
class GuideLeadController {

    private static final int SHOWN = 50;

    private final LeadsAddress addresses;
    private final LeadLetters letters;
    private final LeadViews views;
    private final LeadDesk desk;
    private final LeadPhones phones;
    private final CurrentOperator operator;
    private final Audit audit;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final BrandZone zone;

    GuideLeadController(
            LeadsAddress addresses,
            LeadLetters letters,
            LeadViews views,
            LeadDesk desk,
            LeadPhones phones,
            CurrentOperator operator,
            Audit audit,
            JdbcClient jdbc,
            Clock clock,
            BrandZone zone) {
        this.addresses = addresses;
        this.letters = letters;
        this.views = views;
        this.desk = desk;
        this.phones = phones;
        this.operator = operator;
        this.audit = audit;
        this.jdbc = jdbc;
        this.clock = clock;
        this.zone = zone;
    }

    @GetMapping("/staff/leads/{token}")
    ResponseEntity<String> page(
            @PathVariable String token,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(required = false) @Nullable Said said) {
        return guided(token, who -> list(token, who, page, said, null));
    }

    /** In full, to be searched for in WeChat Work; a POST, as each look is written down. */
    @PostMapping("/api/staff/leads/{token}/{id}/phone")
    ResponseEntity<String> phone(
            @PathVariable String token, @PathVariable long id, @RequestParam(defaultValue = "0") int page) {
        return guided(token, who -> list(token, who, page, null, look(who, id)));
    }

    /**
     * @param seen how many attempts the page showed: who taps twice has called once
     * @param confirmed that the number is never to be called again
     */
    @PostMapping("/api/staff/leads/{token}/{id}/attempts")
    ResponseEntity<String> called(
            @PathVariable String token,
            @PathVariable long id,
            @RequestParam Outcome outcome,
            @RequestParam int seen,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "false") boolean confirmed) {
        return guided(token, who -> {
            Said said = outcome == Outcome.DO_NOT_CALL && !confirmed ? Said.CONFIRM : noted(id, outcome, seen);
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .location(URI.create("/staff/leads/%s?page=%d&said=%s".formatted(token, Math.max(0, page), said)))
                    .build();
        });
    }

    private Said noted(long id, Outcome outcome, int seen) {
        try {
            desk.note(id, new Attempt(outcome, null, null, seen));
            return Said.NOTED;
        } catch (DomainException e) {
            return switch (e.code()) {
                case "lead.noted_already" -> Said.TWICE;
                case "lead.closed_already" -> Said.CLOSED;
                default -> Said.GONE;
            };
        }
    }

    private GuideLeadPage.Shown look(Operator who, long id) {
        boolean theirs = views.one(id, who)
                .filter(lead -> who.staffIdValue() != null && who.staffIdValue().equals(lead.staffId()))
                .isPresent();
        if (!theirs) {
            return new GuideLeadPage.Shown(id, "这条线索已经不在你手上");
        }
        if (who.exportFrozen()) {
            audit.record("transfer.refused", Subject.of("lead", id), null, new Read(true));
            return new GuideLeadPage.Shown(id, "已登记离职，不能再查看号码");
        }
        audit.record("lead.phone", Subject.of("lead", id), null, new Read(true));
        return new GuideLeadPage.Shown(id, phones.of(id).orElse("号码已抹除"));
    }

    /** @param byLink not signed in: whoever had the guide's address */
    record Read(boolean byLink) {}

    private ResponseEntity<String> list(
            String token, Operator who, int page, @Nullable Said said, GuideLeadPage.@Nullable Shown shown) {
        long staff = Objects.requireNonNull(who.staffIdValue());
        long total = views.toCall(staff);
        int last = Math.toIntExact(Math.max(0, (total - 1) / SHOWN));
        int shownPage = Math.clamp(page, 0, last);
        List<LeadViews.Line> leads =
                views.toCall(staff, zone.dateOf(clock.instant()), who, (long) shownPage * SHOWN, SHOWN);
        Listed listed = new Listed(leads, total, shownPage, SHOWN);
        return GuideLeadPage.of(listed, said, shown, token).answer(HttpStatus.OK);
    }

    /** Whoever has the address may do nothing but call the leads of its owner. One that has run out has a new one sent to the owner. */
    private ResponseEntity<String> guided(String token, Function<Operator, ResponseEntity<String>> deed) {
        Optional<LeadsAddress.Owner> owner = addresses.ownerOf(token);
        if (owner.isEmpty()) {
            return GuideLeadPage.missing().answer(HttpStatus.NOT_FOUND);
        }
        StaffMember member = owner.get().member();
        if (!owner.get().live()) {
            letters.want(List.of(member.id()));
            return GuideLeadPage.expired().answer(HttpStatus.GONE);
        }
        Operator who = guide(member);
        return operator.as(who, () -> deed.apply(who));
    }

    private Operator guide(StaffMember member) {
        long id = member.id().value();
        Set<String> rights = frozen(id)
                ? Set.of("lead.read", "lead.write", Operator.EXPORT_FROZEN)
                : Set.of("lead.read", "lead.write");
        return new Operator(0, id, member.name(), rights, new DataScope.Own(id));
    }

    private boolean frozen(long staff) {
        return jdbc.sql("select notice_at is not null from staff_member where id = :id")
                .param("id", staff)
                .query(Boolean.class)
                .single();
    }
}
