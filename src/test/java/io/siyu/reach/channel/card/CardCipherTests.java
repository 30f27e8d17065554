package io.siyu.reach.channel.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.Seeds;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class CardCipherTests {

    private static final int MOST_BATCHES = (1 << 20) - 1;
    private static final int MOST_CARDS = 1_000_000;

    @Test
    void every_card_has_a_code_of_twenty_plain_letters_that_leads_back_to_it() {
        Seeds.forAll(500, random -> {
            CardCipher cipher = cipher(random);
            CardKey card = card(random);
            String code = cipher.codeOf(card);
            assertThat(code).matches("[0-9a-hjkmnp-tv-z]{20}");
            assertThat(cipher.cardOf(code)).contains(card);
        });
    }

    @Test
    void the_ends_of_the_numbers_are_cards_too() {
        CardCipher cipher = new CardCipher(new byte[32]);
        for (CardKey card : Set.of(new CardKey(1, 1), new CardKey(MOST_BATCHES, MOST_CARDS))) {
            assertThat(cipher.cardOf(cipher.codeOf(card))).contains(card);
        }
    }

    @Test
    void no_two_cards_have_the_same_code_and_neighbours_do_not_look_alike() {
        CardCipher cipher = new CardCipher(new byte[32]);
        Set<String> codes = new HashSet<>();
        Set<String> beginnings = new HashSet<>();
        Set<String> ends = new HashSet<>();
        for (int serial = 1; serial <= 50_000; serial++) {
            String code = cipher.codeOf(new CardKey(7, serial));
            codes.add(code);
            beginnings.add(code.substring(0, 8));
            ends.add(code.substring(12));
        }
        assertThat(codes).hasSize(50_000);
        assertThat(beginnings).hasSizeGreaterThan(49_990);
        assertThat(ends).hasSizeGreaterThan(49_990);
    }

    @Test
    void a_code_with_one_letter_changed_is_no_card() {
        Seeds.forAll(500, random -> {
            CardCipher cipher = cipher(random);
            char[] code = cipher.codeOf(card(random)).toCharArray();
            int place = random.nextInt(code.length);
            char other = CardCipher.ALPHABET.charAt(random.nextInt(32));
            if (other != code[place]) {
                code[place] = other;
                assertThat(cipher.cardOf(new String(code))).isEmpty();
            }
        });
    }

    @Test
    void a_code_of_another_installation_is_no_card() {
        Seeds.forAll(
                200,
                random -> assertThat(cipher(random).cardOf(cipher(random).codeOf(card(random))))
                        .isEmpty());
    }

    @Test
    void letters_that_are_mistaken_for_others_are_read_as_what_they_look_like() {
        Seeds.forAll(200, random -> {
            CardCipher cipher = cipher(random);
            CardKey card = card(random);
            String typed =
                    cipher.codeOf(card).replace('0', 'o').replace('1', 'l').toUpperCase(Locale.ROOT);
            assertThat(cipher.cardOf(" " + typed + "\n")).contains(card);
        });
    }

    @Test
    void what_has_another_length_or_other_letters_is_no_card() {
        CardCipher cipher = new CardCipher(new byte[32]);
        String code = cipher.codeOf(new CardKey(1, 1));
        assertThat(cipher.cardOf(code + "2")).isEmpty();
        assertThat(cipher.cardOf(code.substring(1))).isEmpty();
        assertThat(cipher.cardOf("")).isEmpty();
        assertThat(cipher.cardOf("u".repeat(20))).isEmpty();
        assertThat(cipher.cardOf("包裹卡".repeat(7).substring(0, 20))).isEmpty();
    }

    private static CardCipher cipher(RandomGenerator random) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        return new CardCipher(secret);
    }

    private static CardKey card(RandomGenerator random) {
        return new CardKey(1 + random.nextInt(MOST_BATCHES), 1 + random.nextInt(MOST_CARDS));
    }
}
