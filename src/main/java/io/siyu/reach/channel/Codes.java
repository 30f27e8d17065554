package io.siyu.reach.channel;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.people.tag.Tags;
import io.siyu.reach.channel.CodeDraft.PoolMember;
import io.siyu.reach.channel.code.Campaigns;
import io.siyu.reach.channel.code.CodeLife;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.reach.channel.direct.DirectWays;
import io.siyu.reach.channel.domain.GrowthDomains;
import io.siyu.reach.channel.landing.ContactWayStock;
import io.siyu.reach.channel.live.LiveRows;
import io.siyu.reach.channel.remark.RemarkWords;
import io.siyu.reach.channel.template.Overrides;
import io.siyu.reach.channel.welcome.WelcomeChecks;
import io.siyu.shared.DomainException;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Live codes: what a brand prints, and who is behind it. */
@Component
public class Codes {

    private static final int CODE_LENGTH = 10;

    private final CodeRows rows;
    private final ContactWayStock stock;
    private final DirectWays direct;
    private final Overrides overrides;
    private final StaffDirectory staff;
    private final Tags tags;
    private final WelcomeChecks welcomes;
    private final Campaigns campaigns;
    private final CodeLife life;
    private final Prints prints;
    private final LiveRows lives;
    private final GrowthDomains domains;
    private final Audit audit;
    private final Clock clock;

    Codes(
            CodeRows rows,
            ContactWayStock stock,
            DirectWays direct,
            Overrides overrides,
            StaffDirectory staff,
            Tags tags,
            WelcomeChecks welcomes,
            Campaigns campaigns,
            CodeLife life,
            Prints prints,
            LiveRows lives,
            GrowthDomains domains,
            Audit audit,
            Clock clock) {
        this.rows = rows;
        this.stock = stock;
        this.direct = direct;
        this.overrides = overrides;
        this.staff = staff;
        this.tags = tags;
        this.welcomes = welcomes;
        this.campaigns = campaigns;
        this.life = life;
        this.prints = prints;
        this.lives = lives;
        this.domains = domains;
        this.audit = audit;
        this.clock = clock;
    }

    /** A code that has just been made. */
    public record Created(long id, String code) {}

    /**
     * @return its id and its public, random code, which never changes
     * @throws DomainException {@code channel.name_invalid}, {@code channel.pool_empty}, {@code channel.guide_unknown} and so on, each at
     *     its field
     */
    @Transactional
    public Created create(CodeDraft draft) {
        check(draft);
        requireTags(draft, Set.of());
        Created made = make(List.of(draft)).getFirst();
        audit.record("channel.code.create", "code", made.id(), null, draft);
        return made;
    }

    /** @return what was made, in the order of the drafts */
    private List<Created> make(List<CodeDraft> drafts) {
        Map<String, CodeDraft> byCode = new LinkedHashMap<>();
        drafts.forEach(draft -> byCode.put(RandomCode.letters(CODE_LENGTH), draft));
        Map<String, Long> ids = rows.insert(byCode, clock.instant());
        List<Created> made = byCode.keySet().stream()
                .map(code -> new Created(Objects.requireNonNull(ids.get(code)), code))
                .toList();
        List<LiveCode> codes = rows.all(ids.values());
        campaigns.begin(codes.stream().collect(Collectors.toMap(LiveCode::id, LiveCode::campaigns)));
        stock.order(codes);
        return made;
    }

    /** Whether its guides' contact ways are made: that happens in the background, and a visitor before that is asked to wait a moment. */
    public boolean ready(long id) {
        return stock.complete(id);
    }

    /** Its landing page, which every code has, whatever its picture says. */
    public String urlOf(String code) {
        return domains.of("/c/" + code);
    }

    /**
     * What the pictures of these codes say, by id: the address of their landing page, or what the platform's own picture says.
     *
     * @throws DomainException {@code channel.direct_not_ready} when the platform has not made that of one of them yet
     */
    public Map<Long, String> printed(Collection<LiveCode> some) {
        List<Long> asked = some.stream()
                .filter(code -> code.mode() == CodeMode.DIRECT)
                .map(LiveCode::id)
                .toList();
        Map<Long, String> contents = asked.isEmpty() ? Map.of() : direct.contents(asked);
        Map<Long, String> printed = new HashMap<>();
        for (LiveCode code : some) {
            String content = contents.get(code.id());
            if (code.mode() == CodeMode.DIRECT && content == null) {
                throw DomainException.conflict("channel.direct_not_ready", code.name());
            }
            printed.put(code.id(), content == null ? urlOf(code.code()) : content);
        }
        return printed;
    }

    @Transactional
    public void edit(long id, CodeDraft draft) {
        check(draft);
        if (rows.lockOpen(List.of(id)).isEmpty()) {
            throw DomainException.notFound("channel.code_not_found");
        }
        LiveCode before = rows.require(id);
        Set<Long> kept = new HashSet<>(before.tagIds());
        before.welcome().windows().forEach(rule -> kept.addAll(rule.tagIds()));
        requireTags(draft, kept);
        LiveCode after = rewrite(id, draft);
        overrides.note(before, after);
        audit.record("channel.code.edit", "code", id, before, after);
    }

    /**
     * Codes made by a template, which was checked as a whole; by the hundred as cheaply as one. Their pools may be empty until their stores
     * have guides.
     *
     * @return their ids, in the order of the drafts
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Long> createFollowing(List<CodeDraft> drafts) {
        return drafts.isEmpty()
                ? List.of()
                : make(drafts).stream().map(Created::id).toList();
    }

    /** The code becomes what its template says; whoever asks for it holds the code's row. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void follow(long id, CodeDraft draft) {
        rewrite(id, draft);
    }

    private LiveCode rewrite(long id, CodeDraft draft) {
        rows.update(id, draft, clock.instant());
        campaigns.change(id, draft.campaigns());
        LiveCode after = rows.require(id);
        stock.retireUnwanted(after);
        stock.reverify(List.of(after));
        if (after.open()) {
            stock.order(List.of(after));
        }
        direct.changed(id);
        return after;
    }

    /**
     * What a template says of its codes: all but who is behind them, which is found out for each.
     *
     * @throws DomainException at the field, as {@link #create}
     */
    public void requireTemplate(CodeDraft draft) {
        checkSettings(draft);
        checkMembers(draft);
        requireTags(draft, Set.of());
    }

    /** @param kept may have been put away since they were chosen */
    private void requireTags(CodeDraft draft, Set<Long> kept) {
        requireTags(draft.tagIds(), kept, "tagIds");
        List<HourRule> rules = draft.welcome().windows();
        for (int i = 0; i < rules.size(); i++) {
            requireTags(rules.get(i).tagIds(), kept, "welcome.windows[" + i + "].tagIds");
        }
    }

    private void requireTags(Set<Long> wanted, Set<Long> kept, String field) {
        tags.requireUsable(wanted.stream().filter(tag -> !kept.contains(tag)).toList(), field);
    }

    @Transactional
    public void archive(long id) {
        LiveCode code = rows.require(id);
        prints.requireNone(Prints.Kind.CODE, id);
        lives.requireNoneOf(id, clock.instant());
        rows.archive(id, clock.instant());
        stock.retireAll(id);
        audit.record("channel.code.archive", Subject.of("code", id, code.name()), null, null);
    }

    @Transactional
    public void restore(long id) {
        LiveCode code = rows.require(id);
        rows.restore(id);
        stock.order(List.of(code));
        audit.record("channel.code.restore", Subject.of("code", id, code.name()), null, null);
    }

    private void check(CodeDraft draft) {
        checkSettings(draft);
        if (draft.pool().stream().allMatch(PoolMember::backup)) {
            throw DomainException.invalid("guides", "channel.pool_empty");
        }
        checkMembers(draft);
    }

    private void checkSettings(CodeDraft draft) {
        if (draft.name().isBlank() || draft.name().length() > 60) {
            throw DomainException.invalid("name", "channel.name_invalid", 60);
        }
        welcomes.check(draft.welcomeText(), draft.welcome(), "welcome");
        Integer cap = draft.dailyCap();
        if (cap != null && (cap < 1 || cap > 100_000)) {
            throw DomainException.invalid("dailyCap", "channel.cap_invalid", 100_000);
        }
        RemarkWords.check(draft.remark(), "remark");
        campaigns.check(draft.campaigns());
        RuleCheck.check(draft);
        life.check(draft.afterlife());
    }

    private void checkMembers(CodeDraft draft) {
        Set<StaffId> seen = new HashSet<>();
        for (PoolMember member : draft.pool()) {
            if (!seen.add(member.staff())) {
                throw DomainException.invalid("guides", "channel.guide_twice");
            }
            if (member.weight() < 1 || member.weight() > 100) {
                throw DomainException.invalid("guides", "channel.weight_invalid", 100);
            }
            if (staff.find(member.staff()).filter(StaffMember::active).isEmpty()) {
                throw DomainException.invalid("guides", "channel.guide_unknown");
            }
        }
    }
}
