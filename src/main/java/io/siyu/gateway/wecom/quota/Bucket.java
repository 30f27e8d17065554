package io.siyu.gateway.wecom.quota;

import io.siyu.gateway.wecom.CallLane;

/**
 * Calls that are saved up while nobody calls. What it holds and what comes in during a window are together what the window allows, so
 * that no window, wherever it begins, sees more.
 *
 * @param holds how many it holds when it is full
 * @param perSecond how many come in
 */
record Bucket(double holds, double perSecond) {

    /** Two thirds at once, for a burst of scans; the hour allows much less than a minute's worth every minute in any case. */
    static Bucket ofMinute(int most) {
        return new Bucket(most * 2 / 3.0, most / 3.0 / 60);
    }

    static Bucket ofHour(int most) {
        return new Bucket(most * 2 / 9.0, most * 7 / 9.0 / 3600);
    }

    /** What this lane leaves for those before it. */
    double keptFrom(CallLane lane) {
        return switch (lane) {
            case LIVE -> 0;
            case OPERATOR -> holds / 5;
            case BULK -> holds / 2;
        };
    }
}
