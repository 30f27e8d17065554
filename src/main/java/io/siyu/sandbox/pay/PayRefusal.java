package io.siyu.sandbox.pay;

/** WeChat Pay says no: an HTTP status and a code of its public list. */
class PayRefusal extends RuntimeException {

    final int status;
    final String code;

    PayRefusal(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static PayRefusal badParameter(String message) {
        return new PayRefusal(400, "PARAM_ERROR", message);
    }
}
