package io.siyu.people.relation.handover;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Kind and code with which the platform would not be asked, in words. */
@Component
class TroubleWords {

    private final MessageSource texts;

    TroubleWords(MessageSource texts) {
        this.texts = texts;
    }

    /** Of customers and of groups; what stops both is said once. */
    @Nullable
    String of(@Nullable String customers, @Nullable String groups, Locale locale) {
        List<String> said = Stream.of(
                        Optional.ofNullable(of(customers, locale)), Optional.ofNullable(of(groups, locale)))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        return said.isEmpty() ? null : String.join("；", said);
    }

    @Nullable
    String of(@Nullable String word, Locale locale) {
        if (word == null) {
            return null;
        }
        String[] parts = word.split(" ");
        return texts.getMessage(
                "handover.trouble." + parts[0], new Object[] {parts.length > 1 ? parts[1] : ""}, word, locale);
    }
}
