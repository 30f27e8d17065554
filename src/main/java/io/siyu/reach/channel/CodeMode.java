package io.siyu.reach.channel;

/** What the picture of a live code leads to. Every code keeps its landing page, whatever is printed. */
public enum CodeMode {
    /** Our page: a guide is chosen at the scan, caps are kept exactly, and the add names its scan. */
    LANDING,
    /** The platform's own 「联系我」 code: works without us; who is behind it is rewritten when it changes, so caps are kept about. */
    DIRECT,
    /** Our page, which chooses a guide and goes on to their acquisition link (获客链接) with the scan's token; costs the link's quota. */
    ACQUISITION_LINK
}
