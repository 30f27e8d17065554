/** Rules over what is known of people; who is in, who came and who left. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "foundation.integrity",
            "foundation.stream",
            "foundation.scope",
            "foundation.audit",
            "foundation.job",
            "foundation.metric",
            "people.staff",
            "people.timeline",
            "people.customer",
            "people.relation",
            "people.tag"
        })
package io.siyu.people.segment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
