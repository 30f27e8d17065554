package io.siyu.foundation.alert;

import java.util.List;

/** Looks again and again whether something is the matter, by what is in the database, so that every node finds the same. */
public interface AlertSource {

    /** The kind of all its alerts. */
    String kind();

    /** What is the matter now; what it does not name any more is over. */
    List<Alert> standing();
}
