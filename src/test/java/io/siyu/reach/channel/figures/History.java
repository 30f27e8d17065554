package io.siyu.reach.channel.figures;

import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.LiveCodeFixtures;
import io.siyu.reach.channel.acquisition.AddFixtures;
import io.siyu.shared.StaffId;
import io.siyu.testing.MovableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.springframework.context.ApplicationContext;

/** People come, leave and buy in any order, over some days. */
final class History {
    private final AddFixtures people;
    private final LiveCodeFixtures fixtures;
    private final MovableClock clock;
    private final Random random;
    private final List<StaffId> guides;
    private final List<Codes.Created> made;
    private final List<String> friends = new ArrayList<>();
    private final List<StaffId> ofGuide = new ArrayList<>();
    final Set<String> buyers = new HashSet<>();
    long scans;
    long adds;
    long deletions;
    long linkAdds;
    long talked;

    History(Random random, List<StaffId> guides, List<Codes.Created> made, ApplicationContext context) {
        this.people = new AddFixtures(context);
        this.fixtures = new LiveCodeFixtures(context);
        this.clock = context.getBean(MovableClock.class);
        this.random = random;
        this.guides = guides;
        this.made = made;
    }

    void step() {
        clock.advance(Duration.ofMinutes(random.nextInt(1, 400)));
        int what = random.nextInt(10);
        if (what < 5) {
            come(random.nextInt(made.size()));
        } else if (what < 6) {
            people.scanned(made.get(random.nextInt(made.size())));
            scans++;
        } else if (!friends.isEmpty() && what < 8) {
            String buyer = friends.get(random.nextInt(friends.size()));
            people.buys(people.customerOf(buyer), "order", clock.instant(), random.nextInt(1, 90_000));
            buyers.add(buyer);
        } else if (!friends.isEmpty()) {
            int one = random.nextInt(friends.size());
            people.leave(ofGuide.get(one), friends.get(one));
            friends.remove(one);
            ofGuide.remove(one);
            deletions++;
        }
    }

    private void come(int which) {
        StaffId guide = guides.get(which % guides.size());
        String visitor = people.scanned(made.get(which));
        clock.advance(Duration.ofSeconds(random.nextInt(5, 300)));
        String person = people.person();
        boolean link = random.nextBoolean();
        if (link) {
            people.addByLink(guide, person, visitor);
            linkAdds++;
        } else {
            people.add(guide, person, fixtures.stateOf(visitor));
        }
        if (random.nextBoolean()) {
            people.talk(guide, person);
            talked += link ? 1 : 0;
        }
        friends.add(person);
        ofGuide.add(guide);
        scans++;
        adds++;
    }
}
