package io.siyu.foundation.metric;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.siyu.foundation.job.PolledWork;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads every {@link Figure} each quarter of a minute, so that whoever scrapes waits for no database and costs none. One that cannot be
 * read keeps its last value; {@code siyu.figures.age} tells how old the oldest reading is.
 */
@Component
class FigureReading implements PolledWork {

    private static final Logger log = LoggerFactory.getLogger(FigureReading.class);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<Figure, MultiGauge> gauges = new LinkedHashMap<>();
    /** The machine's own time: the brand's clock may be moved. */
    private volatile long readAt = System.nanoTime();

    FigureReading(List<Figures> modules, MeterRegistry registry, JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        modules.stream()
                .flatMap(module -> module.figures().stream())
                .forEach(figure -> gauges.put(figure, gauge(figure, registry)));
        Gauge.builder("siyu.figures.age", this, FigureReading::age)
                .baseUnit("seconds")
                .register(registry);
    }

    private static MultiGauge gauge(Figure figure, MeterRegistry registry) {
        return MultiGauge.builder(figure.name()).baseUnit(figure.unit()).register(registry);
    }

    @Override
    public String name() {
        return "metric.reading";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(15);
    }

    @Override
    public boolean workOnce() {
        boolean all = true;
        for (Map.Entry<Figure, MultiGauge> one : gauges.entrySet()) {
            all &= read(one.getKey(), one.getValue());
        }
        if (all) {
            readAt = System.nanoTime();
        }
        return false;
    }

    /** One that cannot be read must not silence the others. */
    private boolean read(Figure figure, MultiGauge gauge) {
        try {
            gauge.register(rows(figure), true);
            return true;
        } catch (RuntimeException e) {
            log.warn("{} could not be read", figure.name(), e);
            return false;
        }
    }

    private List<MultiGauge.Row<?>> rows(Figure figure) {
        JdbcClient.StatementSpec query = jdbc.sql(figure.sql());
        if (figure.sql().contains(":now")) {
            query = query.param("now", clock.instant().atOffset(ZoneOffset.UTC));
        }
        return query.<MultiGauge.Row<?>>query((row, number) -> MultiGauge.Row.of(
                        figure.label() == null ? Tags.empty() : Tags.of(figure.label(), row.getString("label")),
                        row.getDouble("value")))
                .list();
    }

    private double age() {
        return Duration.ofNanos(System.nanoTime() - readAt).toMillis() / 1000.0;
    }
}
