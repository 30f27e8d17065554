package io.siyu.people.relation.lead;

import io.siyu.foundation.crypto.Encrypted;
import org.springframework.stereotype.Component;

/** Phones of leads, found again by their blind index. */
@Component
class SealedLeadPhones implements Encrypted {

    @Override
    public Column column() {
        return new Column("relation_lead_phone", "sealed", new Index("key", LeadPhones.INDEX));
    }
}
