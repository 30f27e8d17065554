package io.siyu.people.customer;

import io.siyu.foundation.crypto.Vault;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.people.timeline.Timeline;
import io.siyu.testing.DatabaseTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/** Customers and the timeline on a real database, and a participant that writes down which merges it took part in. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@DatabaseTest
@Import({
    PeopleSlice.Beans.class,
    CustomerDirectory.class,
    Sightings.class,
    People.class,
    Identities.class,
    Consents.class,
    Changes.class,
    Merging.class,
    Strangers.class,
    Vault.class,
    CurrentOperator.class
})
@interface PeopleSlice {

    @TestConfiguration(proxyBeanMethods = false)
    @ComponentScan(basePackageClasses = Timeline.class)
    class Beans {

        @Bean
        List<CustomersMerged> participated() {
            return Collections.synchronizedList(new ArrayList<>());
        }

        @Bean
        MergeParticipant participant(List<CustomersMerged> participated) {
            return (survivor, merged) -> participated.add(new CustomersMerged(survivor, merged));
        }
    }
}
