package io.siyu.sandbox.work;

import java.util.Map;

/** WeChat Work says no: an errcode of its public list. */
class WorkRefusal extends RuntimeException {

    private static final Map<Integer, String> USUAL = Map.ofEntries(
            Map.entry(-1, "system error"),
            Map.entry(40001, "invalid credential"),
            Map.entry(40013, "invalid corpid"),
            Map.entry(40014, "invalid access_token"),
            Map.entry(40068, "invalid tagid"),
            Map.entry(40098, "user is not verified"),
            Map.entry(41050, "invalid welcome code"),
            Map.entry(41096, "welcome msg is being sent by another app"),
            Map.entry(42001, "access_token expired"),
            Map.entry(43012, "no permission to call this api"),
            Map.entry(45009, "api freq out of limit"),
            Map.entry(45033, "api concurrent out of limit"),
            Map.entry(48002, "api forbidden"),
            Map.entry(60011, "no privilege to access/modify contact/party/agent"),
            Map.entry(60020, "not allow to access from your ip, from ip: 203.0.113.7"),
            Map.entry(84061, "not external contact"),
            Map.entry(84074, "user has no permission of external contact"));

    final int errcode;

    WorkRefusal(int errcode, String errmsg) {
        super(errmsg);
        this.errcode = errcode;
    }

    /** With the words the platform has for it. */
    static WorkRefusal usual(int errcode) {
        return new WorkRefusal(errcode, USUAL.getOrDefault(errcode, "refused by a switch of the sandbox"));
    }
}
