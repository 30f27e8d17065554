package io.siyu.sandbox.work;

/** WeChat Work says no: an errcode of its public list. */
class WorkRefusal extends RuntimeException {

    final int errcode;

    WorkRefusal(int errcode, String errmsg) {
        super(errmsg);
        this.errcode = errcode;
    }
}
