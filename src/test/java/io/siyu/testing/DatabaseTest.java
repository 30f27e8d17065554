package io.siyu.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * Database, JPA, JSON, events and a {@link MovableClock}, without the web and without any module's beans: the test
 * imports the ones it is about with {@code @Import}. Nothing is rolled back; isolate by fresh ids.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@SpringBootTest(
        classes = DatabaseSlice.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "siyu.data-dir=target/test-data/${siyu.test.fork:1}",
            "siyu.sandbox=false",
            "siyu.demo=false",
            "spring.main.banner-mode=off"
        })
@ContextConfiguration(initializers = ClonedDatabase.class)
@ExtendWith(PromptAwaiting.class)
public @interface DatabaseTest {}
