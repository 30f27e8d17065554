package io.siyu.people.relation.lead;

import java.text.Normalizer;
import java.util.Optional;

/** A number as people write it, made into the one form under which it is found again: 11 digits, or + and the country. */
final class PhoneNumber {

    private PhoneNumber() {}

    /** Empty when nobody on WeChat can have it: no mobile number of the mainland, and no international one. */
    static Optional<String> of(String written) {
        String plain = Normalizer.normalize(written, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Cf}'()./\\-\\u2010-\\u2015]", "")
                .replaceFirst("^00(?=[1-9])", "+")
                .replaceFirst("^\\+?86(?=1\\d{10}$)", "");
        boolean known = plain.matches("1[3-9]\\d{9}") || plain.matches("\\+(?!86)[1-9]\\d{6,14}");
        return known ? Optional.of(plain) : Optional.empty();
    }
}
