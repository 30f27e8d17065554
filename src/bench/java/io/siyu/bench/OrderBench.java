package io.siyu.bench;

import io.siyu.harness.RunningJar;
import java.util.List;

final class OrderBench implements Bench {
    @Override
    public String name() {
        return "order";
    }

    @Override
    public List<Figure> run(RunningJar jar) {
        return List.of();
    }
}
