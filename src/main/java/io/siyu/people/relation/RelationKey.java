package io.siyu.people.relation;

/** A friendship as WeChat Work names it. */
public record RelationKey(String wecomUserId, String externalUserId) {}
