package io.siyu.shared;

/** One order; its public number is another, random thing. */
public record OrderId(long value) {

    public OrderId {
        if (value <= 0) {
            throw DomainException.notFound("request.no_such_id", value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
