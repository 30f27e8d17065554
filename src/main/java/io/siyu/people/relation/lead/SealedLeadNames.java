package io.siyu.people.relation.lead;

import io.siyu.foundation.crypto.Encrypted;
import org.springframework.stereotype.Component;

/** Names of leads, found again by their blind index; several people can have one. */
@Component
class SealedLeadNames implements Encrypted {

    @Override
    public Column column() {
        return new Column("relation_lead", "name_sealed", Index.shared("name_key", LeadWords.NAME_INDEX));
    }
}
