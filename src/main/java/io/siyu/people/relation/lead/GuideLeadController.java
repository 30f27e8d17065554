package io.siyu.people.relation.lead;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Operator;
import io.siyu.people.relation.lead.LeadDesk.Attempt;
import io.siyu.people.relation.lead.LeadDesk.Outcome;
import io.siyu.people.staff.Presence;
import io.siyu.people.staff.StaffMember;
import io.siyu.shared.DomainException;
import io.siyu.shared.RandomCode;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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

    private final Presence presence;
    private final LeadViews views;
    private final LeadDesk desk;
    private final LeadPhones phones;
    private final CurrentOperator operator;
    private final Audit audit;
    private final JdbcClient jdbc;

    GuideLeadController(
            Presence presence,
            LeadViews views,
            LeadDesk desk,
            LeadPhones phones,
            CurrentOperator operator,
            Audit audit,
            JdbcClient jdbc) {
        this.presence = presence;
        this.views = views;
        this.desk = desk;
        this.phones = phones;
        this.operator = operator;
        this.audit = audit;
        this.jdbc = jdbc;
    }

    @GetMapping("/staff/leads/{token}")
    ResponseEntity<String> page(@PathVariable String token) {
        return guide(token).map(who -> list(token, who, null)).orElseGet(GuideLeadController::missing);
    }

    /** In full, to be searched for in WeChat Work; a POST, as each look is written down. */
    @PostMapping("/api/staff/leads/{token}/{id}/phone")
    ResponseEntity<String> phone(@PathVariable String token, @PathVariable long id) {
        return guide(token)
                .map(who -> operator.as(who, () -> list(token, who, look(who, id))))
                .orElseGet(GuideLeadController::missing);
    }

    @PostMapping("/api/staff/leads/{token}/{id}/attempts")
    ResponseEntity<String> called(@PathVariable String token, @PathVariable long id, @RequestParam Outcome outcome) {
        return guide(token)
                .map(who -> operator.as(who, noted(token, id, outcome)))
                .orElseGet(GuideLeadController::missing);
    }

    private Supplier<ResponseEntity<String>> noted(String token, long id, Outcome outcome) {
        return () -> {
            try {
                desk.note(id, new Attempt(outcome, null, null));
            } catch (DomainException e) {
                // Somebody else has it, or it is closed since the page was drawn: the page says how it is now.
            }
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .location(URI.create("/staff/leads/" + token))
                    .build();
        };
    }

    private GuideLeadPage.Shown look(Operator who, long id) {
        boolean theirs = views.one(id, who)
                .filter(lead -> who.staffIdValue() != null && who.staffIdValue().equals(lead.staffId()))
                .isPresent();
        if (!theirs) {
            return new GuideLeadPage.Shown(id, "这条线索已经不在你手上");
        }
        if (who.exportFrozen()) {
            audit.record("transfer.refused", Subject.of("lead", id), null, null);
            return new GuideLeadPage.Shown(id, "已登记离职，不能再查看号码");
        }
        audit.record("lead.phone", Subject.of("lead", id), null, null);
        return new GuideLeadPage.Shown(id, phones.of(id).orElse("号码已抹除"));
    }

    private ResponseEntity<String> list(String token, Operator who, GuideLeadPage.@Nullable Shown shown) {
        List<LeadViews.Line> leads = new ArrayList<>(held(who, LeadViews.State.ASSIGNED));
        leads.addAll(held(who, LeadViews.State.CONTACTED));
        String nonce = RandomCode.letters(20);
        return html(HttpStatus.OK, nonce, GuideLeadPage.of(leads, shown, token, nonce));
    }

    private List<LeadViews.Line> held(Operator who, LeadViews.State state) {
        LeadViews.Wanted wanted = new LeadViews.Wanted(null, state, who.staffIdValue(), null, null, null);
        return views.find(wanted, who, Long.MAX_VALUE, SHOWN);
    }

    /** Who has the address, as somebody who may do nothing but call their own leads. */
    private Optional<Operator> guide(String token) {
        return presence.byToken(token).filter(StaffMember::active).map(member -> {
            long id = member.id().value();
            Set<String> rights = frozen(id)
                    ? Set.of("lead.read", "lead.write", Operator.EXPORT_FROZEN)
                    : Set.of("lead.read", "lead.write");
            return new Operator(0, id, member.name(), rights, new DataScope.Own(id));
        });
    }

    private boolean frozen(long staff) {
        return jdbc.sql("select notice_at is not null from staff_member where id = :id")
                .param("id", staff)
                .query(Boolean.class)
                .single();
    }

    private static ResponseEntity<String> missing() {
        String nonce = RandomCode.letters(20);
        return html(HttpStatus.NOT_FOUND, nonce, GuideLeadPage.missing(nonce));
    }

    private static ResponseEntity<String> html(HttpStatus status, String nonce, String page) {
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'nonce-%s'; form-action 'self'; base-uri 'none'; frame-ancestors 'self' https://work.weixin.qq.com https://*.work.weixin.qq.com"
                                .formatted(nonce))
                .header("Referrer-Policy", "no-referrer")
                .body(page);
    }
}
