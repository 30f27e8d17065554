package io.siyu.people.relation.lead;

import io.siyu.foundation.crypto.Encrypted;
import org.springframework.stereotype.Component;

/** Remarks and own columns of leads. */
@Component
class SealedLeadWords implements Encrypted {

    @Override
    public Column column() {
        return new Column("relation_lead", "words_sealed", null);
    }
}
