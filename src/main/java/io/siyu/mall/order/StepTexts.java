package io.siyu.mall.order;

import io.siyu.mall.pricing.Quote;
import java.math.BigDecimal;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says in a sentence what an offer did to a price, or why it did nothing. */
@Component
class StepTexts {

    private final MessageSource texts;

    StepTexts(MessageSource texts) {
        this.texts = texts;
    }

    String reason(Quote.Step step, Locale locale) {
        Object[] arguments = step.arguments().stream()
                .map(argument -> step.kind() == Quote.Kind.POINTS ? argument.toString() : yuan(argument))
                .toArray();
        String text = texts.getMessage(step.reason(), arguments, step.reason(), locale);
        return text == null ? step.reason() : text;
    }

    private static String yuan(Object fen) {
        return BigDecimal.valueOf(((Number) fen).longValue(), 2)
                .stripTrailingZeros()
                .toPlainString();
    }
}
