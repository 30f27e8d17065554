package io.siyu.reach.channel.remark;

import io.siyu.reach.channel.RemarkRule;
import io.siyu.shared.DomainException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of remarks: checked when an operator writes them, filled in when somebody became a friend. */
public final class RemarkWords {

    /** The platform's own limits, in characters as people count them. */
    static final int MOST = 20;

    static final int MOST_DESCRIPTION = 150;

    private static final String CUSTOMER = "{客户昵称}";
    private static final String GUIDE = "{导购姓名}";
    private static final String STORE = "{门店}";
    private static final String CODE = "{活码名称}";
    private static final String DATE = "{日期}";

    /** A nickname that is shortened for the sake of the rest keeps so much of itself. */
    private static final int LEAST_OF_NAME = 4;

    private static final Pattern PLACE = Pattern.compile("\\{[^{}]*}");
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("yyMMdd");

    private RemarkWords() {}

    /** What stands in the places. */
    record Facts(String customer, String guide, String store, String code, LocalDate date) {

        private Map<String, String> words() {
            return Map.of(CUSTOMER, customer, GUIDE, guide, STORE, store, CODE, code, DATE, date.format(SHORT));
        }

        private Facts calling(String other) {
            return new Facts(other, guide, store, code, date);
        }
    }

    /**
     * @param at the field of the body that holds the rule
     * @throws DomainException at its field
     */
    public static void check(RemarkRule rule, String at) {
        check(rule.pattern(), MOST, at + ".pattern");
        check(rule.description(), MOST_DESCRIPTION, at + ".description");
    }

    /**
     * @param at the field of the body that holds the pattern of a remark
     * @throws DomainException at the field
     */
    public static void checkPattern(String pattern, String at) {
        check(pattern, MOST, at);
    }

    private static void check(String text, int most, String at) {
        Matcher place = PLACE.matcher(text);
        Map<String, String> known = new Facts("", "", "", "", LocalDate.EPOCH).words();
        while (place.find()) {
            if (!known.containsKey(place.group())) {
                throw DomainException.invalid(at, "channel.remark_place_unknown", place.group());
            }
        }
        if (points(PLACE.matcher(text).replaceAll("")) > most) {
            throw DomainException.invalid(at, "channel.remark_too_long", most);
        }
    }

    /** The remark, never longer than the platform takes: the customer's name gives way first, then the end. */
    static String remark(String pattern, Facts facts) {
        int rest = points(fill(pattern, facts.calling("")));
        int named = (pattern.length() - pattern.replace(CUSTOMER, "").length()) / CUSTOMER.length();
        int room = named == 0 ? 0 : Math.max(LEAST_OF_NAME, (MOST - rest) / named);
        return cut(fill(pattern, facts.calling(cut(facts.customer(), room))), MOST);
    }

    static String description(String pattern, Facts facts) {
        return cut(fill(pattern, facts), MOST_DESCRIPTION);
    }

    /** All places at once: a customer may be called {日期}. */
    private static String fill(String pattern, Facts facts) {
        Map<String, String> words = facts.words();
        return PLACE.matcher(pattern)
                .replaceAll(place -> Matcher.quoteReplacement(words.getOrDefault(place.group(), place.group())))
                .strip();
    }

    private static int points(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String cut(String text, int most) {
        return points(text) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most)).strip();
    }
}
