package io.siyu.mall.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.mall.pricing.Apportioning.Part;
import io.siyu.testing.Seeds;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ApportioningTests {

    @Test
    void ten_over_three_tens_loses_nothing() {
        assertThat(Apportioning.split(1000, List.of(new Part(1000, 1), new Part(1000, 2), new Part(1000, 3))))
                .containsExactly(334L, 333L, 333L);
    }

    @Test
    void a_tiny_last_part_neither_goes_above_itself_nor_below_zero() {
        assertThat(Apportioning.split(9_999, List.of(new Part(9_999, 1), new Part(1, 2))))
                .containsExactly(9_998L, 1L);
        assertThat(Apportioning.split(1, List.of(new Part(9_999, 1), new Part(1, 2))))
                .containsExactly(1L, 0L);
    }

    @Test
    void what_does_not_fit_is_refused() {
        assertThatThrownBy(() -> Apportioning.split(11, List.of(new Part(10, 1))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Apportioning.split(-1, List.of(new Part(10, 1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shares_add_up_fit_and_stay_within_a_fen_of_proportion() {
        Seeds.forAll(5_000, random -> {
            List<Part> parts = parts(random);
            long total = parts.stream().mapToLong(Part::weight).sum();
            long amount = total == 0 ? 0 : random.nextLong(total + 1);
            List<Long> shares = Apportioning.split(amount, parts);
            assertThat(shares.stream().mapToLong(Long::longValue).sum()).isEqualTo(amount);
            for (int i = 0; i < parts.size(); i++) {
                assertThat(shares.get(i)).isBetween(0L, parts.get(i).weight());
                if (amount > 0) {
                    long exact = BigInteger.valueOf(amount)
                            .multiply(BigInteger.valueOf(parts.get(i).weight()))
                            .divide(BigInteger.valueOf(total))
                            .longValueExact();
                    assertThat(shares.get(i)).isBetween(exact, exact + 1);
                }
            }
        });
    }

    @Test
    void the_order_in_which_parts_are_listed_changes_no_share() {
        Seeds.forAll(2_000, random -> {
            List<Part> parts = parts(random);
            long total = parts.stream().mapToLong(Part::weight).sum();
            long amount = total == 0 ? 0 : random.nextLong(total + 1);
            List<Part> shuffled = new ArrayList<>(parts);
            Collections.shuffle(shuffled, random);
            assertThat(byOrder(shuffled, Apportioning.split(amount, shuffled)))
                    .isEqualTo(byOrder(parts, Apportioning.split(amount, parts)));
        });
    }

    @Test
    void pieces_of_one_line_differ_by_a_fen_at_most() {
        Seeds.forAll(1_000, random -> {
            long amount = random.nextLong(1_000_000);
            int pieces = 1 + random.nextInt(50);
            List<Long> shares = Apportioning.evenly(amount, pieces);
            assertThat(shares.stream().mapToLong(Long::longValue).sum()).isEqualTo(amount);
            assertThat(Collections.max(shares) - Collections.min(shares)).isLessThanOrEqualTo(1);
        });
    }

    private static Map<Long, Long> byOrder(List<Part> parts, List<Long> shares) {
        Map<Long, Long> found = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            found.put(parts.get(i).order(), shares.get(i));
        }
        return found;
    }

    /** Now and then so large that a product of two of them needs all 128 bits. */
    private static List<Part> parts(Random random) {
        long largest = random.nextInt(4) == 0 ? Long.MAX_VALUE / 16 : 1L + random.nextInt(100_000);
        List<Part> parts = new ArrayList<>();
        int count = 1 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            parts.add(new Part(random.nextInt(6) == 0 ? 0 : random.nextLong(largest), i));
        }
        return parts;
    }
}
