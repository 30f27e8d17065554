package io.siyu.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Who comes, buys and leaves on which day: drawn once from a seed, so that every demo brand lives the same months. */
final class DemoPlan {

    private static final double PEOPLE_A_DAY = 200 / 90.0;

    private final List<String> codeUrls;
    private final Random random;
    private final List<Newcomer> present = new ArrayList<>();
    private int come;

    DemoPlan(List<String> codeUrls, Random random) {
        this.codeUrls = List.copyOf(codeUrls);
        this.random = random;
    }

    record Day(List<Newcomer> newcomers, List<Newcomer> buyers, List<Newcomer> leavers) {}

    /** A person of the demo, and the phone in their hand once they have come. */
    static final class Newcomer {
        private final int number;
        private final String name;
        private final String codeUrl;
        private final boolean adds;
        private long phoneId;
        private @Nullable String guide;

        Newcomer(int number, String name, String codeUrl, boolean adds) {
            this.number = number;
            this.name = name;
            this.codeUrl = codeUrl;
            this.adds = adds;
        }

        int number() {
            return number;
        }

        String name() {
            return name;
        }

        String codeUrl() {
            return codeUrl;
        }

        /** Some look at the page and go. */
        boolean adds() {
            return adds;
        }

        long phoneId() {
            return phoneId;
        }

        @Nullable
        String guide() {
            return guide;
        }

        void got(long phone) {
            phoneId = phone;
        }

        void befriended(String userId) {
            guide = userId;
        }

        void left() {
            guide = null;
        }
    }

    /** The next day; what came before must have been lived. */
    Day next(int day) {
        List<Newcomer> newcomers = new ArrayList<>();
        int until = (int) Math.round(PEOPLE_A_DAY * (day + 1));
        while (come < until) {
            String url = codeUrls.get(Math.min(random.nextInt(codeUrls.size() + 2), codeUrls.size() - 1));
            newcomers.add(new Newcomer(come++, DemoPeople.customerName(random), url, random.nextInt(100) < 88));
        }
        List<Newcomer> friends =
                present.stream().filter(person -> person.guide() != null).toList();
        List<Newcomer> buyers = friends.stream()
                .filter(person -> random.nextInt(1000) < buyingInThousand(person))
                .toList();
        List<Newcomer> leavers =
                friends.stream().filter(person -> random.nextInt(1000) < 2).toList();
        present.addAll(newcomers);
        return new Day(newcomers, buyers, leavers);
    }

    /** A few are fond of it, most try it once, some never. */
    private static int buyingInThousand(Newcomer person) {
        return switch (person.number() % 5) {
            case 0 -> 42;
            case 1, 2 -> 14;
            case 3 -> 6;
            default -> 0;
        };
    }
}
