package io.siyu.journey.weather;

/** What the product asks of its platforms. {@link OutsideCallsTests} proves that there is nothing else. */
enum OutsideCall {
    TOKEN("GET /cgi-bin/gettoken"),
    TICKET("GET /cgi-bin/get_jsapi_ticket"),
    DEPARTMENTS("GET /cgi-bin/department/list"),
    MEMBERS("GET /cgi-bin/user/list"),
    MEMBER("GET /cgi-bin/user/get"),
    MESSAGE("POST /cgi-bin/message/send"),
    CONTACT("GET /cgi-bin/externalcontact/get"),
    FOLLOWERS("GET /cgi-bin/externalcontact/get_follow_user_list"),
    CONTACTS_OF_USERS("POST /cgi-bin/externalcontact/batch/get_by_user"),
    REMARK("POST /cgi-bin/externalcontact/remark"),
    WELCOME("POST /cgi-bin/externalcontact/send_welcome_msg"),
    ADD_WAY("POST /cgi-bin/externalcontact/add_contact_way"),
    UPDATE_WAY("POST /cgi-bin/externalcontact/update_contact_way"),
    DELETE_WAY("POST /cgi-bin/externalcontact/del_contact_way"),
    LIST_WAYS("POST /cgi-bin/externalcontact/list_contact_way"),
    GET_WAY("POST /cgi-bin/externalcontact/get_contact_way"),
    CREATE_LINK("POST /cgi-bin/externalcontact/customer_acquisition/create_link"),
    UPDATE_LINK("POST /cgi-bin/externalcontact/customer_acquisition/update_link"),
    DELETE_LINK("POST /cgi-bin/externalcontact/customer_acquisition/delete_link"),
    LIST_LINKS("POST /cgi-bin/externalcontact/customer_acquisition/list_link"),
    GET_LINK("POST /cgi-bin/externalcontact/customer_acquisition/get"),
    LINK_QUOTA("GET /cgi-bin/externalcontact/customer_acquisition_quota"),
    TAGS("POST /cgi-bin/externalcontact/get_corp_tag_list"),
    ADD_TAGS("POST /cgi-bin/externalcontact/add_corp_tag"),
    EDIT_TAG("POST /cgi-bin/externalcontact/edit_corp_tag"),
    DELETE_TAGS("POST /cgi-bin/externalcontact/del_corp_tag"),
    MARK("POST /cgi-bin/externalcontact/mark_tag"),
    TRANSFER("POST /cgi-bin/externalcontact/transfer_customer"),
    TRANSFER_RESULT("POST /cgi-bin/externalcontact/transfer_result"),
    RESIGNED_TRANSFER("POST /cgi-bin/externalcontact/resigned/transfer_customer"),
    RESIGNED_RESULT("POST /cgi-bin/externalcontact/resigned/transfer_result"),
    UNASSIGNED("POST /cgi-bin/externalcontact/get_unassigned_list"),
    GROUPS("POST /cgi-bin/externalcontact/groupchat/list"),
    GROUP("POST /cgi-bin/externalcontact/groupchat/get"),
    GIVE_GROUP("POST /cgi-bin/externalcontact/groupchat/onjob_transfer"),
    GIVE_LEFT_GROUP("POST /cgi-bin/externalcontact/groupchat/transfer"),
    ADD_JOIN_WAY("POST /cgi-bin/externalcontact/groupchat/add_join_way"),
    GET_JOIN_WAY("POST /cgi-bin/externalcontact/groupchat/get_join_way"),
    UPDATE_JOIN_WAY("POST /cgi-bin/externalcontact/groupchat/update_join_way"),
    DELETE_JOIN_WAY("POST /cgi-bin/externalcontact/groupchat/del_join_way"),
    UPLOAD("POST /cgi-bin/media/upload"),
    MINI_TOKEN("POST /cgi-bin/stable_token"),
    LOGIN("GET /sns/jscode2session"),
    PAGE_VISITOR("GET /sns/oauth2/access_token"),
    PHONE_NUMBER("POST /wxa/business/getuserphonenumber"),
    PREPAY("POST /v3/pay/transactions/jsapi"),
    PAYMENT("GET /v3/pay/transactions/out-trade-no/*"),
    CLOSE("POST /v3/pay/transactions/out-trade-no/*/close"),
    REFUND("POST /v3/refund/domestic/refunds"),
    REFUND_STATE("GET /v3/refund/domestic/refunds/*");

    /** Method and path, as a fault is switched on for it. */
    final String address;

    OutsideCall(String address) {
        this.address = address;
    }

    String path() {
        return address.substring(address.indexOf(' ') + 1);
    }

    boolean ofWeChatWork() {
        return ordinal() < MINI_TOKEN.ordinal();
    }

    boolean ofPay() {
        return ordinal() >= PREPAY.ordinal();
    }

    /** Reads only, so that it may be asked again by the HTTP client itself. */
    boolean asked() {
        return address.startsWith("GET") && ofWeChatWork();
    }
}
