package io.siyu.reach.channel.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.people.staff.StaffMember;
import io.siyu.people.staff.Store;
import io.siyu.reach.channel.Afterlife;
import io.siyu.reach.channel.AllocationRules;
import io.siyu.reach.channel.CodeDraft;
import io.siyu.reach.channel.CodeDraft.PoolMember;
import io.siyu.reach.channel.CodeMode;
import io.siyu.reach.channel.RemarkRule;
import io.siyu.reach.channel.WelcomePiece;
import io.siyu.reach.channel.WelcomePlan;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import io.siyu.testing.Seeds;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A code follows its template in everything but what was changed in it. */
class TemplateResolutionTests {

    @Test
    void each_setting_is_the_codes_own_where_overridden_and_the_templates_elsewhere() {
        Seeds.forAll(300, random -> {
            CodeDraft ruled = draft(random);
            CodeDraft own = draft(random);
            Set<String> overridden = someOf(DraftFields.names(), random);
            CodeDraft resolved = DraftFields.resolve(ruled, own, overridden);
            for (String field : DraftFields.names()) {
                assertThat(DraftFields.value(resolved, field))
                        .as(field)
                        .isEqualTo(DraftFields.value(overridden.contains(field) ? own : ruled, field));
            }
            assertThat(DraftFields.resolve(ruled, resolved, overridden))
                    .as("once is enough")
                    .isEqualTo(resolved);
        });
    }

    @Test
    void only_the_last_state_of_the_template_counts_and_a_reset_forgets_what_was_changed() {
        Seeds.forAll(300, random -> {
            CodeDraft first = draft(random);
            CodeDraft last = draft(random);
            CodeDraft own = draft(random);
            Set<String> overridden = someOf(DraftFields.names(), random);
            CodeDraft between = DraftFields.resolve(first, own, overridden);
            assertThat(DraftFields.resolve(last, between, overridden))
                    .isEqualTo(DraftFields.resolve(last, own, overridden));
            assertThat(DraftFields.resolve(last, between, Set.of())).isEqualTo(last);
        });
    }

    @Test
    void what_differs_is_just_what_an_edit_makes_the_codes_own() {
        Seeds.forAll(300, random -> {
            CodeDraft before = draft(random);
            Set<String> edited = someOf(DraftFields.names(), random);
            CodeDraft after = DraftFields.resolve(before, draft(random), edited);
            Set<String> noted = DraftFields.differing(before, after);
            assertThat(edited).containsAll(noted);
            assertThat(DraftFields.resolve(before, after, noted)).isEqualTo(after);
        });
    }

    @Test
    void a_stored_code_tells_every_setting_there_is() {
        CodeDraft draft = draft(new Random(1));
        LiveCode code = new LiveCode(
                1,
                "c",
                draft.name(),
                draft.dailyCap(),
                draft.tagIds(),
                draft.welcomeText(),
                draft.welcome(),
                draft.skipVerify(),
                draft.fallbackText(),
                Instant.EPOCH,
                null,
                draft.pool(),
                draft.rules(),
                1,
                draft.afterlife(),
                null,
                draft.campaigns(),
                draft.mode(),
                draft.remark());
        assertThat(DraftFields.of(code)).isEqualTo(draft);
    }

    @Test
    void a_stores_code_is_received_by_who_works_there_and_by_the_templates_own() {
        CodeTemplate template = template("{门店} {区域} · 收银台", List.of(member(9, true), member(2, false)));
        CodeDraft draft = template.draftFor(new CodeOwner(STORE, null, List.of(new StaffId(1), new StaffId(2))));
        assertThat(draft.name()).isEqualTo("人民路店 华东 · 收银台");
        assertThat(draft.pool()).containsExactly(member(1, false), member(2, false), member(9, true));
    }

    @Test
    void a_guides_code_is_theirs_and_the_stores_when_they_left() {
        CodeTemplate template = template("{导购}@{门店编号}", List.of());
        List<StaffId> colleagues = List.of(new StaffId(5), new StaffId(6));
        CodeDraft there = template.draftFor(new CodeOwner(STORE, guide(true), colleagues));
        assertThat(there.name()).isEqualTo("周立春@S1");
        assertThat(there.pool()).containsExactly(member(7, false));
        CodeDraft left = template.draftFor(new CodeOwner(STORE, guide(false), colleagues));
        assertThat(left.pool()).containsExactly(member(5, false), member(6, false));
        assertThat(template.draftFor(new CodeOwner(null, guide(false), List.of()))
                        .pool())
                .as("nobody is there: the page says so, and the rule fills it again")
                .isEmpty();
    }

    private static final Store STORE = new Store(new StoreId(3), "S1", "人民路店", "华东");

    private static StaffMember guide(boolean active) {
        return new StaffMember(new StaffId(7), "zhou", "周立春", STORE.id(), active, true, false);
    }

    private static CodeTemplate template(String name, List<PoolMember> pool) {
        CodeDraft draft = new CodeDraft(name, pool, null, Set.of(), "", WelcomePlan.NONE, true, null);
        return new CodeTemplate(1, "t", CodeTemplate.Target.STORE, false, Set.of(), draft, 1, Instant.EPOCH, null);
    }

    private static PoolMember member(long staff, boolean backup) {
        return new PoolMember(new StaffId(staff), 1, backup);
    }

    private static CodeDraft draft(Random random) {
        return new CodeDraft(
                "名称" + random.nextInt(4),
                LongStream.rangeClosed(1, 1 + random.nextInt(3))
                        .mapToObj(staff ->
                                new PoolMember(new StaffId(staff), 1 + random.nextInt(3), random.nextBoolean()))
                        .toList(),
                random.nextBoolean() ? null : random.nextInt(1, 3),
                random.ints(random.nextInt(3), 0, 5).mapToObj(Long::valueOf).collect(Collectors.toSet()),
                "你好" + random.nextInt(3),
                random.nextBoolean()
                        ? WelcomePlan.NONE
                        : new WelcomePlan(List.of(WelcomePiece.link("t", "https://a/" + random.nextInt(2))), List.of()),
                random.nextBoolean(),
                random.nextBoolean() ? null : "稍后" + random.nextInt(2),
                AllocationRules.PLAIN,
                Afterlife.NONE,
                random.nextBoolean() ? Set.of() : Set.of("双十一" + random.nextInt(2)),
                CodeMode.values()[random.nextInt(CodeMode.values().length)],
                random.nextBoolean() ? RemarkRule.NONE : new RemarkRule("{日期}", "", random.nextBoolean()));
    }

    private static <T> Set<T> someOf(List<T> all, Random random) {
        return all.stream().filter(one -> random.nextBoolean()).collect(Collectors.toCollection(HashSet::new));
    }
}
