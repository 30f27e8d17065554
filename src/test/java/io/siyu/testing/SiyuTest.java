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
 * The whole product on a free port and a database of its own, with the sandbox on and no demo brand. Its clock is the
 * product's own (moved by {@code POST /sandbox/api/clock}); a test that wants time to stand still adds
 * {@code @Import(MovableClock.class)}. The context and its database are shared by all classes with the same
 * configuration, so isolate by fresh ids.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "siyu.data-dir=target/test-data/${siyu.test.fork:1}",
            "siyu.sandbox=true",
            "siyu.sandbox.port=0",
            "siyu.demo=false",
            "siyu.metrics.token=token-of-tests",
            // Tests sign in hundreds of times, with a password that everybody may guess.
            "siyu.passwords.cost=4",
            "spring.main.banner-mode=off"
        })
@ContextConfiguration(initializers = ClonedDatabase.class)
@ExtendWith(PromptAwaiting.class)
public @interface SiyuTest {}
