package io.siyu.shared;

/** One person, whoever they are to WeChat, the mall or a store. */
public record CustomerId(long value) {

    public CustomerId {
        if (value <= 0) {
            throw DomainException.notFound("request.no_such_id", value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
