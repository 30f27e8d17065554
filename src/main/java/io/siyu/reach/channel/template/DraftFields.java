package io.siyu.reach.channel.template;

import io.siyu.reach.channel.CodeDraft;
import io.siyu.reach.channel.code.LiveCode;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The settings of a live code one by one, whatever settings there are: a new one in {@link CodeDraft} is templated by being there. */
final class DraftFields {

    private static final List<RecordComponent> ALL = List.of(CodeDraft.class.getRecordComponents());

    private DraftFields() {}

    static List<String> names() {
        return ALL.stream().map(RecordComponent::getName).toList();
    }

    /**
     * What a code that follows a template is to be.
     *
     * @param ruled what the template says for it
     * @param own what it is now
     * @param overridden the fields that stay its own
     */
    static CodeDraft resolve(CodeDraft ruled, CodeDraft own, Collection<String> overridden) {
        return draft(ALL.stream()
                .map(field -> value(field, overridden.contains(field.getName()) ? own : ruled))
                .toArray());
    }

    /** The same draft with other values in these fields. */
    static CodeDraft with(CodeDraft draft, Map<String, ?> values) {
        return draft(ALL.stream()
                .map(field -> values.containsKey(field.getName()) ? values.get(field.getName()) : value(field, draft))
                .toArray());
    }

    static Set<String> differing(CodeDraft one, CodeDraft other) {
        Set<String> differing = new LinkedHashSet<>();
        for (RecordComponent field : ALL) {
            if (!Objects.equals(value(field, one), value(field, other))) {
                differing.add(field.getName());
            }
        }
        return differing;
    }

    static @Nullable Object value(CodeDraft draft, String name) {
        return ALL.stream()
                .filter(field -> field.getName().equals(name))
                .findFirst()
                .map(field -> value(field, draft))
                .orElse(null);
    }

    /** A stored code as somebody would describe it. */
    static CodeDraft of(LiveCode code) {
        return draft(ALL.stream().map(field -> stored(field.getName(), code)).toArray());
    }

    private static @Nullable Object stored(String name, LiveCode code) {
        try {
            return LiveCode.class.getMethod(name).invoke(code);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a stored code does not tell its " + name, e);
        }
    }

    private static @Nullable Object value(RecordComponent field, CodeDraft draft) {
        try {
            return field.getAccessor().invoke(draft);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CodeDraft draft(@Nullable Object[] values) {
        try {
            Class<?>[] types = ALL.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<CodeDraft> made = CodeDraft.class.getDeclaredConstructor(types);
            return made.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("not a draft: " + Arrays.toString(values), e);
        }
    }
}
