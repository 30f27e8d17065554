package io.siyu.shared;

/** One store of the brand. */
public record StoreId(long value) {

    public StoreId {
        if (value <= 0) {
            throw DomainException.notFound("request.no_such_id", value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
