package io.siyu.reach.channel.figures;

import io.siyu.reach.channel.figures.Cost.Target;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;

/** What costs were spent on, by name. */
@Component
class CostNames {

    private final FigureNames names;

    CostNames(FigureNames names) {
        this.names = names;
    }

    <T> List<T> of(List<Cost> costs, BiFunction<Cost, String, T> row) {
        Map<Target, Map<String, String>> known = new EnumMap<>(Target.class);
        for (Target target : Target.values()) {
            List<String> keys = costs.stream()
                    .filter(cost -> cost.target() == target && cost.targetId() != null)
                    .map(cost -> String.valueOf(cost.targetId()))
                    .toList();
            known.put(target, names.of(target.dimension(), keys));
        }
        return costs.stream().map(cost -> row.apply(cost, name(cost, known))).toList();
    }

    private static String name(Cost cost, Map<Target, Map<String, String>> known) {
        String campaign = cost.campaign();
        return campaign == null
                ? Objects.requireNonNullElse(
                        known.getOrDefault(cost.target(), Map.of()).get(String.valueOf(cost.targetId())), "")
                : campaign;
    }
}
