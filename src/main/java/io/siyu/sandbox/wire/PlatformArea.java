package io.siyu.sandbox.wire;

/** One of the platforms that share the port, told apart by path. */
public interface PlatformArea {

    boolean owns(String path);

    Reply answer(Call call);

    /** How this platform says "not now" when a fault is switched on. */
    Reply refusal(Call call, Fault fault);
}
