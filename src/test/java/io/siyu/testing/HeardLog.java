package io.siyu.testing;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Everything that is logged while it is open. */
public final class HeardLog implements AutoCloseable {

    private final ListAppender<ILoggingEvent> heard = new ListAppender<>();

    public HeardLog() {
        heard.start();
        root().addAppender(heard);
    }

    public List<ILoggingEvent> events() {
        return List.copyOf(heard.list);
    }

    @Override
    public void close() {
        root().detachAppender(heard);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
