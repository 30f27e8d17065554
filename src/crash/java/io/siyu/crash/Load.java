package io.siyu.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** People side by side, each living one small story after the other until told to stop. */
final class Load {

    /** One small story; whoever lives it knows what to do when no answer comes. */
    interface Story {
        void live(Random random) throws InterruptedException;
    }

    private final List<Thread> people = new ArrayList<>();
    private final long seed;
    private volatile boolean over;
    private volatile boolean failed;

    Load(long seed) {
        this.seed = seed;
    }

    void add(String name, int number, Story story) {
        for (int i = 0; i < number; i++) {
            Random random = new Random(seed + people.size());
            people.add(Thread.ofVirtual().name(name + "-" + i).start(() -> live(story, random)));
        }
    }

    /** Lets everybody end the story they are in. */
    void finish() throws InterruptedException {
        over = true;
        for (Thread person : people) {
            if (!person.join(java.time.Duration.ofMinutes(3))) {
                throw new IllegalStateException(person.getName() + " does not come to an end");
            }
        }
        if (failed) {
            throw new IllegalStateException("Somebody was told something impossible; see above");
        }
    }

    private void live(Story story, Random random) {
        while (!over) {
            try {
                story.live(random);
                TimeUnit.MILLISECONDS.sleep(50 + random.nextInt(150));
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                failed = true;
                e.printStackTrace();
                return;
            }
        }
    }
}
