package io.siyu.reach.channel.admission;

import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.reach.channel.admission.Ledger.WeighedJson;
import io.siyu.reach.channel.allocation.Decision;
import io.siyu.reach.channel.allocation.Decision.Exclusion;
import io.siyu.shared.StaffId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Decisions in words. */
@Component
public class DecisionViews {

    private final StaffDirectory staff;
    private final MessageSource texts;

    DecisionViews(StaffDirectory staff, MessageSource texts) {
        this.staff = staff;
        this.texts = texts;
    }

    /** Guides who could not be taken for one reason. */
    record PassedOver(String reason, String why, List<String> names) {}

    /** @param turns how many turns they had had by then */
    record InRotation(long staffId, String staffName, int weight, int turns) {}

    /**
     * @param why one sentence; the evidence is in what follows
     * @param owner what became of the rule that somebody's customers stay theirs; absent for strangers
     * @param rotation the one who was taken, and who would have been next
     * @param fitting how many could have been taken
     * @param addedAt when the visitor became a friend
     * @param version of the code's rules
     */
    public record DecisionRow(
            @Nullable Long id,
            @Nullable Instant at,
            @Nullable Long staffId,
            @Nullable String staffName,
            String reason,
            String why,
            @Nullable String owner,
            List<InRotation> rotation,
            int fitting,
            List<PassedOver> passedOver,
            @Nullable Instant addedAt,
            @Nullable Integer version) {}

    /** A decision as it is stored, or was only tried. */
    record Told(
            @Nullable Long id,
            @Nullable Instant at,
            @Nullable Long staffId,
            String reason,
            List<WeighedJson> weighed,
            int fitting,
            Map<Exclusion, List<Long>> excluded,
            @Nullable Long ownerId,
            @Nullable String ownerNote,
            @Nullable Instant addedAt,
            @Nullable Integer version) {

        static Told of(Decision decision, @Nullable Instant at, long seed) {
            StaffId owner = decision.owner();
            Exclusion note = decision.ownerNote();
            return new Told(
                    null,
                    at,
                    decision.guide().map(StaffId::value).orElse(null),
                    decision.reason().name(),
                    Ledger.told(decision, seed),
                    decision.weighed().size(),
                    Ledger.excluded(decision),
                    owner == null ? null : owner.value(),
                    note == null ? null : note.name(),
                    null,
                    null);
        }

        private void addGuides(Set<StaffId> guides) {
            weighed.forEach(one -> guides.add(new StaffId(one.staff())));
            excluded.values().forEach(ids -> ids.forEach(id -> guides.add(new StaffId(id))));
            if (staffId != null) {
                guides.add(new StaffId(staffId));
            }
            if (ownerId != null) {
                guides.add(new StaffId(ownerId));
            }
        }
    }

    List<DecisionRow> rows(List<Told> told, Locale locale) {
        Set<StaffId> guides = new HashSet<>();
        told.forEach(one -> one.addGuides(guides));
        Map<Long, String> names = staff.byIds(guides).values().stream()
                .collect(Collectors.toMap(one -> one.id().value(), StaffMember::name));
        Words words = new Words(names, locale);
        return told.stream().map(words::row).toList();
    }

    /** One language, and the names of the guides. */
    private final class Words {

        private final Map<Long, String> names;
        private final Locale locale;

        Words(Map<Long, String> names, Locale locale) {
            this.names = names;
            this.locale = locale;
        }

        DecisionRow row(Told told) {
            Long guide = told.staffId();
            return new DecisionRow(
                    told.id(),
                    told.at(),
                    guide,
                    guide == null ? null : nameOf(guide),
                    told.reason(),
                    why(told),
                    owner(told),
                    told.weighed().stream()
                            .map(one -> new InRotation(one.staff(), nameOf(one.staff()), one.weight(), one.turns()))
                            .toList(),
                    told.fitting(),
                    passedOver(told),
                    told.addedAt(),
                    told.version());
        }

        private String why(Told told) {
            Long guide = told.staffId();
            WeighedJson own = told.weighed().stream()
                    .filter(one -> guide != null && one.staff() == guide)
                    .findFirst()
                    .orElse(null);
            return text(
                    "channel.why." + told.reason().toLowerCase(Locale.ROOT),
                    guide == null ? "" : nameOf(guide),
                    own == null ? 0 : own.turns(),
                    own == null ? 0 : own.weight(),
                    told.fitting());
        }

        private @Nullable String owner(Told told) {
            Long owner = told.ownerId();
            String note = told.ownerNote();
            if (owner == null) {
                return null;
            }
            String key = note == null ? "kept" : note.toLowerCase(Locale.ROOT);
            return text("channel.owner." + key, nameOf(owner));
        }

        private List<PassedOver> passedOver(Told told) {
            List<PassedOver> groups = new ArrayList<>();
            told.excluded()
                    .forEach((why, ids) -> groups.add(new PassedOver(
                            why.name(),
                            text("channel.passed." + why.name().toLowerCase(Locale.ROOT), ids.size()),
                            ids.stream().map(this::nameOf).toList())));
            return groups;
        }

        private String nameOf(long guide) {
            return names.getOrDefault(guide, "#" + guide);
        }

        private String text(String key, Object... arguments) {
            String text = texts.getMessage(key, arguments, key, locale);
            return text == null ? key : text;
        }
    }
}
