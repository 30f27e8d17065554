package io.siyu.foundation.metric;

import java.util.List;

/** What one module lets be counted of its tables. */
public interface Figures {

    List<Figure> figures();
}
