-- For which campaigns a code stands: free words.
alter table channel_code add column campaigns text[] not null default '{}';

-- The same day by day, from "since" to the day before "until".
create table channel_code_campaign (
    code_id bigint not null references channel_code (id),
    campaign text not null,
    since date not null,
    until date not null default 'infinity',
    primary key (code_id, campaign, since)
);
create index channel_code_campaign_name on channel_code_campaign (campaign, code_id);

-- What is frozen at the add besides. Rows from before have none of it.
alter table channel_acquisition
    -- Who they were then; customer_id follows merges.
    add column known_as bigint,
    -- By which acquisition the person came first; absent: by this one.
    add column first_id bigint,
    -- Costs for these, for the code and for the store count for this add.
    add column template_id bigint,
    add column campaigns text[] not null default '{}',
    add column scanned_at timestamptz,
    -- Already a buyer: where, and since when, as known then.
    add column buyer_at text,
    add column buyer_since timestamptz,
    -- Rows from before are not read for these now: that is done beside everything else.
    add constraint channel_acquisition_first foreign key (first_id) references channel_acquisition (id) not valid,
    add constraint channel_acquisition_buyer check ((buyer_at is null) = (buyer_since is null)) not valid;
