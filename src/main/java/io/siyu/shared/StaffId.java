package io.siyu.shared;

/** One employee of the brand: operator, guide, service staff. */
public record StaffId(long value) {

    public StaffId {
        if (value <= 0) {
            throw DomainException.notFound("request.no_such_id", value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
