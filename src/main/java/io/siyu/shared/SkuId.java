package io.siyu.shared;

/** One sellable variant of a product. */
public record SkuId(long value) {

    public SkuId {
        if (value <= 0) {
            throw DomainException.notFound("request.no_such_id", value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
