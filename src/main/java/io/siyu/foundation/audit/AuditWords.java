package io.siyu.foundation.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What actions, kinds of things and fields are called, from the modules' bundles; what has no name there is shown as it is. */
@Component
class AuditWords {

    private static final Pattern STEP = Pattern.compile("([^\\[]+)(?:\\[(\\d+)])?");

    private final MessageSource texts;

    AuditWords(MessageSource texts) {
        this.texts = texts;
    }

    String action(String action, Locale locale) {
        return word("audit.action." + action, action, locale);
    }

    String kind(String kind, Locale locale) {
        return word("audit.kind." + kind, kind, locale);
    }

    /** {@code skus[0].priceFen} becomes 规格 1 · 价格. */
    String field(String path, Locale locale) {
        List<String> steps = new ArrayList<>();
        for (String step : path.split("\\.", -1)) {
            Matcher matcher = STEP.matcher(step);
            if (!matcher.matches()) {
                return path;
            }
            String name = word("audit.field." + matcher.group(1), matcher.group(1), locale);
            if (name.isEmpty()) {
                continue;
            }
            steps.add(matcher.group(2) == null ? name : name + " " + (Integer.parseInt(matcher.group(2)) + 1));
        }
        return String.join(" · ", steps);
    }

    private String word(String key, String otherwise, Locale locale) {
        String word = texts.getMessage(key, null, otherwise, locale);
        return word == null ? otherwise : word;
    }
}
