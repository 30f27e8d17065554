package io.siyu.gateway.wecom;

/**
 * A way to become friends that the platform made.
 *
 * @param qrCodeUrl its QR picture at the platform; it stays the same when the employees behind it change
 */
public record ContactWay(String configId, String qrCodeUrl) {}
