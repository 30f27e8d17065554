package io.siyu.gateway.wecom.inbox;

import io.siyu.testing.MovableClock;
import io.siyu.testing.SiyuTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/** The whole product with scripted steps and a clock that the test moves; all tests of the inbox share one. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SiyuTest
@Import({MovableClock.class, Script.class})
@interface InboxTest {}
