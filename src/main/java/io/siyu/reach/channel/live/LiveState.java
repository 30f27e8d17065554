package io.siyu.reach.channel.live;

/** Where a live session stands: follows from the time and from what operators did, and is never stored. */
public enum LiveState {
    /** 预告. */
    COMING,
    /** 直播中. */
    LIVE,
    /** 已结束. */
    OVER,
    /** 已取消. */
    CANCELLED;

    /** The same as {@link LiveSession#stateAt}, over the columns of a session {@code s} at the moment {@code :now}. */
    static final String SQL = """
            case when s.cancelled_at is not null then 'CANCELLED' when coalesce(s.ended_at, s.ends_at) <= :now then 'OVER'
                when s.starts_at <= :now then 'LIVE' else 'COMING' end""";
}
